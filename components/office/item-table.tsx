import { difficultyText, ITEM_TYPE_LABEL, type ItemType } from '../../domain/assessment/item.ts';
import type { ItemStatistics } from '../../domain/assessment/item-statistics.ts';
import { FLAG_TEXT, type ItemFlag } from '../../domain/assessment/office-view.ts';
import { type Column, DataTable, type Sort } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { POOL_LABEL } from './item-filter.tsx';
import { numberText, shareText } from './numbers.ts';

export type ItemLine = {
  readonly itemId: string;
  readonly pool: keyof typeof POOL_LABEL;
  readonly type: string;
  readonly difficulty: number;
  readonly status: string;
  readonly stem: string;
  readonly exposure: number;
  readonly statistics: ItemStatistics;
  readonly flags: readonly ItemFlag[];
};

export function FlagList({ flags, status }: Pick<ItemLine, 'flags' | 'status'>) {
  return (
    <span className="flex flex-wrap gap-1">
      {status === 'quarantined' ? <Status tone="warning">法规变动待复核</Status> : null}
      {flags.map((flag) => (
        <Status key={flag} tone={flag === 'negative' ? 'danger' : flag === 'unused' ? 'neutral' : 'warning'}>
          {FLAG_TEXT[flag].label}
        </Status>
      ))}
    </span>
  );
}

const COLUMNS: readonly Column<ItemLine>[] = [
  {
    key: 'stem',
    head: '题干',
    title: true,
    cell: (line) => (
      <>
        <TextLink href={`/office/items/${line.itemId}`}>{line.stem}</TextLink>
        <span className="mt-0.5 flex flex-wrap items-center gap-1.5 font-normal text-ink-2 text-xs">
          <span className="font-mono">{line.itemId}</span>
          <Badge>{POOL_LABEL[line.pool]}</Badge>
          <Badge>{ITEM_TYPE_LABEL[line.type as ItemType] ?? line.type}</Badge>
          <Badge>{difficultyText(line.difficulty)}</Badge>
        </span>
      </>
    ),
  },
  { key: 'flags', head: '提示', sortable: true, cell: (line) => <FlagList {...line} /> },
  { key: 'exposure', head: '曝光', align: 'end', sortable: true, cell: (line) => line.exposure },
  { key: 'candidates', head: '作答', align: 'end', sortable: true, cell: (line) => line.statistics.candidates },
  {
    key: 'facility',
    head: '得分率',
    align: 'end',
    sortable: true,
    cell: (line) => shareText(line.statistics.facility),
  },
  {
    key: 'discrimination',
    head: '区分度',
    align: 'end',
    sortable: true,
    cell: (line) => numberText(line.statistics.discriminationIndex),
  },
  {
    key: 'efficiency',
    head: '区分效率',
    align: 'end',
    cell: (line) => numberText(line.statistics.discriminativeEfficiency),
  },
  { key: 'biserial', head: '点二列', align: 'end', cell: (line) => numberText(line.statistics.pointBiserial, 2) },
];

/** Questions with their figures, without keys. */
export function ItemTable({ lines, sort }: { lines: readonly ItemLine[]; sort: Sort }) {
  return (
    <DataTable
      caption="试题分析"
      columns={COLUMNS}
      rows={lines}
      rowKey={(line) => line.itemId}
      sort={sort}
      density="compact"
      empty={<EmptyState title="没有符合条件的试题">请放宽筛选条件。</EmptyState>}
    />
  );
}
