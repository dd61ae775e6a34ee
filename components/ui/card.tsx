import clsx from 'clsx';
import type { ReactNode } from 'react';

type CardProps = { title?: ReactNode; action?: ReactNode; children: ReactNode; className?: string; flush?: boolean };

/** A white sheet with a hairline. `flush` lets a table reach the edges. */
export function Card({ title, action, children, className, flush }: CardProps) {
  return (
    <section className={clsx('card min-w-0 rounded border border-line bg-surface', className)}>
      {title || action ? (
        <div className={clsx('flex flex-wrap items-center justify-between gap-2 px-4 pt-3', flush && 'pb-2')}>
          {title ? <h2 className="text-base">{title}</h2> : <span />}
          {action}
        </div>
      ) : null}
      <div className={clsx(!flush && 'px-4 py-3')}>{children}</div>
    </section>
  );
}
