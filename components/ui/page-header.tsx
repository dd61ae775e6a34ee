import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { formatDateTime } from './format.ts';

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence: what this page is for. */
  description?: ReactNode;
  /** The one primary action, and at most quiet ones beside it. */
  action?: ReactNode;
  crumbs?: readonly Crumb[];
  /** When the data shown was last changed. */
  updatedAt?: Date | string;
  zone?: string;
};

export function PageHeader({ title, description, action, crumbs, updatedAt, zone }: PageHeaderProps) {
  return (
    <header className="mb-4 space-y-1.5">
      {crumbs ? <Breadcrumbs items={crumbs} /> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl">{title}</h1>
          {description ? <p className="mt-0.5 text-ink-2 text-sm">{description}</p> : null}
        </div>
        {action ? <div className="flex flex-wrap items-center gap-2">{action}</div> : null}
      </div>
      {updatedAt ? (
        <p className="text-ink-2 text-xs">
          数据更新于 <time>{formatDateTime(updatedAt, zone)}</time>
        </p>
      ) : null}
    </header>
  );
}
