import { Card } from '../ui/card.tsx';
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

/** Below one question a place no paper can be drawn; below six, people meet the same questions too often. */
function Stock({ perPlace }: { perPlace: number }) {
  if (perPlace < 1) return <Status tone="danger">不够组卷</Status>;
  if (perPlace < 6) return <Status tone="warning">偏少</Status>;
  return <Status tone="success">充足</Status>;
}

/** A 双向细目表 with its quotas and the questions each can be met from. */
export function BlueprintCard({ title, version, facts, basis, quotas }: BlueprintCardProps) {
  return (
    <Card
      title={
        <>
          {title} <Badge>第 {version} 版</Badge>
        </>
      }
      flush
    >
      <p className="px-4 text-sm">{facts}</p>
      <p className="px-4 pb-2 text-ink-2 text-xs">{basis}请按本单位规定修改。</p>
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
    </Card>
  );
}
