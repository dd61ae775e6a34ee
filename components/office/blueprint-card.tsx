import { ChevronRight } from 'lucide-react';
import { DataTable } from '../ui/data-table.tsx';
import { Badge, Status } from '../ui/status.tsx';
import { numberText } from './numbers.ts';

export type QuotaLine = {
  readonly key: string;
  readonly label: string;
  readonly demand: string;
  readonly pool: number;
  readonly perPlace: number;
};

type BlueprintCardProps = {
  title: string;
  version: number;
  facts: string;
  basis: string;
  quotas: readonly QuotaLine[];
};

/** Questions a place from which a pool is full enough. */
const ENOUGH = 6;

/** Below one question a place no paper can be drawn; below six, people meet the same questions too often. */
function Stock({ perPlace }: { perPlace: number }) {
  if (perPlace < 1) return <Status tone="danger">不够组卷</Status>;
  if (perPlace < ENOUGH) return <Status tone="warning">偏少</Status>;
  return <Status tone="success">充足</Status>;
}

const leastOf = (quotas: readonly QuotaLine[]) => Math.min(...quotas.map((line) => line.perPlace));

/** A 双向细目表: in one line what it asks and how full its pool is, folded behind it every quota. Opens itself where short. */
export function BlueprintCard({ title, version, facts, basis, quotas }: BlueprintCardProps) {
  const least = leastOf(quotas);
  return (
    <details open={least < ENOUGH || undefined} className="card group min-w-0 rounded border border-line bg-surface">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-primary-tint [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-2 transition-transform group-open:rotate-90" />
        <span className="min-w-0 grow">
          <span className="font-semibold">{title}</span> <Badge>第 {version} 版</Badge>
          <span className="block text-ink-2 text-sm">{facts}</span>
        </span>
        <span className="flex items-center gap-2 text-sm">
          最少 {numberText(least, 1)} 倍 <Stock perPlace={least} />
        </span>
      </summary>
      <p className="px-4 pt-1 pb-2 text-ink-2 text-xs">{basis}请按本单位规定修改。</p>
      <DataTable
        caption={`${title}：各项要求与题库`}
        density="compact"
        phone="table"
        columns={[
          { key: 'label', head: '要求', title: true, cell: (line) => line.label },
          { key: 'demand', head: '每卷', cell: (line) => line.demand },
          { key: 'pool', head: '可用', align: 'end', cell: (line) => line.pool },
          { key: 'per', head: '倍数', align: 'end', cell: (line) => numberText(line.perPlace, 1) },
          { key: 'state', head: '判断', cell: (line) => <Stock perPlace={line.perPlace} /> },
        ]}
        rows={quotas}
        rowKey={(line) => line.key}
      />
    </details>
  );
}
