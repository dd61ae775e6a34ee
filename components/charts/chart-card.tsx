import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';

type ChartCardProps = { title: string; note?: ReactNode; chart: ReactNode; table: ReactNode; className?: string };

/** A chart with the same numbers as a table behind one press, which needs no script. */
export function ChartCard({ title, note, chart, table, className }: ChartCardProps) {
  return (
    <Card title={title} className={className}>
      {note ? <p className="mb-2 text-ink-2 text-sm">{note}</p> : null}
      {chart}
      <details className="mt-2">
        <summary className="min-h-8 text-primary text-sm">看表格</summary>
        {table}
      </details>
    </Card>
  );
}
