import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

export type LessonLine = {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  readonly minutes: number;
  readonly topics: readonly string[];
  readonly exam: number;
  readonly practice: number;
  readonly check: number;
  readonly quarantined: number;
};

function items(line: LessonLine, pool: 'exam' | 'practice' | 'check') {
  return line[pool] > 0 ? (
    <TextLink href={`/office/items?lesson=${line.lessonId}&pool=${pool}`}>{line[pool]}</TextLink>
  ) : (
    '0'
  );
}

const COLUMNS: readonly Column<LessonLine>[] = [
  {
    key: 'title',
    head: '课程',
    title: true,
    cell: (line) => (
      <TextLink href={`/learn/${line.lessonId}`}>
        {line.number} {line.title}
      </TextLink>
    ),
  },
  { key: 'minutes', head: '分钟', align: 'end', cell: (line) => line.minutes },
  { key: 'topics', head: '法定内容', cell: (line) => line.topics.join('、') || '—' },
  { key: 'exam', head: '考试题', align: 'end', cell: (line) => items(line, 'exam') },
  { key: 'practice', head: '练习题', align: 'end', cell: (line) => items(line, 'practice') },
  { key: 'check', head: '检查题', align: 'end', cell: (line) => items(line, 'check') },
  {
    key: 'state',
    head: '状态',
    cell: (line) =>
      line.quarantined > 0 ? (
        <Status tone="warning">{line.quarantined} 题待复核</Status>
      ) : (
        <Status tone="success">正常</Status>
      ),
  },
];

/** Every lesson beside the questions that ask about it. */
export function LessonTable({ lines }: { lines: readonly LessonLine[] }) {
  return (
    <DataTable caption="各课的题量" columns={COLUMNS} rows={lines} rowKey={(line) => line.lessonId} density="compact" />
  );
}
