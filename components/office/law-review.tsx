import type { ReviewLine, ReviewLists } from '../../domain/law/law-views.ts';
import { Card } from '../ui/card.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { TextLink } from '../ui/text-link.tsx';

const KIND_LABEL = { lesson: '课程', item: '题目' } as const;

const COLUMNS: readonly Column<ReviewLine>[] = [
  { key: 'kind', head: '类别', cell: (row) => KIND_LABEL[row.kind] },
  { key: 'label', head: '课程或题目', title: true, cell: (row) => <TextLink href={row.href}>{row.label}</TextLink> },
  { key: 'citation', head: '引用的条文', cell: (row) => row.citation },
  { key: 'what', head: '变化', cell: (row) => row.what },
  {
    key: 'comparison',
    head: '对照',
    cell: (row) => (row.comparison ? <TextLink href={row.comparison}>看新旧对照</TextLink> : '—'),
  },
];

function Lines({ title, hint, rows }: { title: string; hint: string; rows: readonly ReviewLine[] }) {
  if (rows.length === 0) return null;
  return (
    <Card title={`${title}（${rows.length}）`} flush>
      <p className="px-4 pb-2 text-ink-2 text-sm">{hint}</p>
      <DataTable caption={title} columns={COLUMNS} rows={rows} rowKey={(row) => row.key} density="compact" />
    </Card>
  );
}

/** What a revised law asks of the 保密办: to read again what cites a revised article, to renumber what cites the rest. */
export function LawReview({ review, update }: ReviewLists) {
  if (review.length + update.length === 0) {
    return (
      <p className="text-ink-2 text-sm">
        课程与题目引用的都是现行版本。<TextLink href="/learn/laws">看法规登记</TextLink>
      </p>
    );
  }
  return (
    <>
      <Lines
        title="待复核"
        hint="引用的条文已修订：考试题和练习题已停用，课末检查题照常，课程标注“正在复核”。复核后改引现行条文，即恢复。"
        rows={review}
      />
      <Lines title="需改引用" hint="条文内容未变，只需改引现行条号；课程与题目照常使用。" rows={update} />
    </>
  );
}
