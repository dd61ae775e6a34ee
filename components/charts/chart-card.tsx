'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';

type ChartCardProps = { title: string; note?: ReactNode; chart: ReactNode; table: ReactNode; className?: string };

/** A chart with the same numbers as a table behind one press; without scripts the table alone stands there. */
export function ChartCard({ title, note, chart, table, className }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      className={className}
      action={
        <Button variant="plain" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表格'}
        </Button>
      }
    >
      {note ? <p className="mb-2 text-ink-2 text-sm">{note}</p> : null}
      {asTable ? table : chart}
      <noscript>{table}</noscript>
    </Card>
  );
}
