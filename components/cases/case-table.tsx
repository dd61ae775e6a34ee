import type { CaseListItem } from '../../domain/certification/case/view.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { waitText } from './timeline-model.ts';

function Due({ item }: { item: CaseListItem }) {
  if (item.closedAt !== null) return <span className="text-ink-2">已办结</span>;
  if (item.isOverdue) return <Status tone="danger">逾期（{item.dueOn}）</Status>;
  if (item.dueOn) return <span className="whitespace-nowrap">{item.dueOn}</span>;
  return item.endsOn ? <span className="whitespace-nowrap">到 {item.endsOn}</span> : '—';
}

function Turn({ item }: { item: CaseListItem }) {
  if (item.turn.length === 0) return '—';
  return (
    <span>
      {item.turn.join('、')} <span className="whitespace-nowrap text-ink-2">{waitText(item.waitingDays)}</span>
    </span>
  );
}

const ABOUT: Column<CaseListItem> = {
  key: 'about',
  head: '人员 / 岗位',
  cell: (item) =>
    item.personName ? (
      <span>
        {item.personName}（{item.employeeNo}）
        {item.summary ? <span className="block text-ink-2">{item.summary}</span> : null}
      </span>
    ) : (
      item.summary || '—'
    ),
};

const COLUMNS: readonly Column<CaseListItem>[] = [
  {
    key: 'no',
    head: '事项',
    title: true,
    cell: (item) => (
      <span>
        <TextLink href={`/cases/${item.id}`} className="whitespace-nowrap">
          {item.kindLabel} {item.no}
        </TextLink>
        {item.isMyTurn ? (
          <span className="ml-2">
            <Status tone="warning">请您办理</Status>
          </span>
        ) : null}
      </span>
    ),
  },
  ABOUT,
  { key: 'unit', head: '部门', cell: (item) => item.unitName },
  { key: 'state', head: '状态', cell: (item) => item.stateLabel },
  { key: 'turn', head: '轮到', cell: (item) => <Turn item={item} /> },
  { key: 'due', head: '期限', cell: (item) => <Due item={item} /> },
];

const OWN = COLUMNS.filter((column) => column.key !== 'unit');

/** Cases, one a line; on a phone one a card. */
export function CaseTable({
  items,
  caption,
  isOwn = false,
}: {
  items: readonly CaseListItem[];
  caption: string;
  /** The reader's own: the unit goes without saying. */
  isOwn?: boolean;
}) {
  return <DataTable caption={caption} columns={isOwn ? OWN : COLUMNS} rows={items} rowKey={(item) => item.id} />;
}
