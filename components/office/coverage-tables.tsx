import type { BankRow, PlanTopicRow, PoolCounts, UnitRow } from '../../domain/learning/coverage-view.ts';
import { TOPICS } from '../../domain/learning/lesson-ast.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

const UNIT_COLUMNS: readonly Column<UnitRow>[] = [
  { key: 'id', head: '单元', cell: (row) => row.id },
  { key: 'title', head: '内容', title: true, cell: (row) => row.title },
  { key: 'audience', head: '对象', cell: (row) => row.audience },
  {
    key: 'lessons',
    head: '课程',
    cell: (row) =>
      row.dropped === null ? (
        <ul className="m-0 list-none p-0">
          {row.lessons.map((lesson) => (
            <li key={lesson.id} className="flex min-h-7 items-center">
              <TextLink href={`/learn/${lesson.id}`}>{lesson.label}</TextLink>
            </li>
          ))}
        </ul>
      ) : (
        <span className="text-ink-2">{row.dropped}</span>
      ),
  },
  { key: 'exam', head: '考试题', align: 'end', cell: (row) => row.items.exam },
  { key: 'practice', head: '练习题', align: 'end', cell: (row) => row.items.practice },
  { key: 'check', head: '检查题', align: 'end', cell: (row) => row.items.check },
  {
    key: 'state',
    head: '状态',
    cell: (row) => (row.dropped === null ? <Status tone="success">已收</Status> : <Status tone="neutral">不收</Status>),
  },
];

/** Every unit of the source documents with the lessons and questions that teach it, or why it is dropped. */
export function UnitTable({ rows }: { rows: readonly UnitRow[] }) {
  return (
    <DataTable
      caption="来源单元与课程、题目"
      columns={UNIT_COLUMNS}
      rows={rows}
      rowKey={(row) => row.id}
      density="compact"
    />
  );
}

/** Minutes of the required lessons of each plan by statutory topic. */
export function PlanTopicTable({ rows }: { rows: readonly PlanTopicRow[] }) {
  return (
    <DataTable
      caption="各类计划的法定内容学时"
      density="compact"
      columns={[
        {
          key: 'title',
          head: '计划',
          title: true,
          cell: (row: PlanTopicRow) => (
            <TextLink href={`/office/policies/${row.planKind}`}>
              {row.title}（第 {row.version} 版）
            </TextLink>
          ),
        },
        { key: 'lessons', head: '必修课', align: 'end', cell: (row) => row.lessons },
        { key: 'minutes', head: '必修分钟', align: 'end', cell: (row) => row.minutes },
        { key: 'required', head: '要求分钟', align: 'end', cell: (row) => row.requiredMinutes },
        ...TOPICS.map(
          (topic): Column<PlanTopicRow> => ({
            key: topic,
            head: topic.replace(/^保密(工作)?/, ''),
            align: 'end',
            cell: (row) => row.topics[topic],
          }),
        ),
      ]}
      rows={rows}
      rowKey={(row) => row.planKind}
    />
  );
}

type BankTableProps = {
  caption: string;
  head: string;
  /** The parameter of the list of questions that a line narrows it by. */
  filter: 'lesson' | 'type' | 'difficulty';
  rows: readonly BankRow[];
};

function Count({ row, pool, filter }: { row: BankRow; pool: keyof PoolCounts; filter: BankTableProps['filter'] }) {
  if (row[pool] === 0) return '0';
  return <TextLink href={`/office/items?pool=${pool}&${filter}=${row.key}`}>{row[pool]}</TextLink>;
}

/** Published questions by pool; every number leads to the list of these questions. */
export function BankTable({ caption, head, filter, rows }: BankTableProps) {
  const pool = (key: keyof PoolCounts, label: string): Column<BankRow> => ({
    key,
    head: label,
    align: 'end',
    cell: (row) => <Count row={row} pool={key} filter={filter} />,
  });
  return (
    <DataTable
      caption={caption}
      phone="table"
      density="compact"
      columns={[
        { key: 'label', head, title: true, cell: (row) => row.label },
        pool('exam', '考试'),
        pool('practice', '练习'),
        pool('check', '检查'),
        { key: 'sum', head: '合计', align: 'end', cell: (row) => row.exam + row.practice + row.check },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  );
}
