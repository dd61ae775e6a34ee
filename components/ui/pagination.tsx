import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { pageWindow } from './pages.ts';

type PaginationProps = {
  page: number;
  pageCount: number;
  /** Rows in all, e.g. 128; shown as 共 128 条. */
  total: number;
  unit?: string;
  href: (page: number) => string;
};

const ITEM = 'inline-flex h-9 min-w-9 items-center justify-center rounded px-2 text-sm';

function Step({
  to,
  label,
  children,
  href,
}: {
  to: number | null;
  label: string;
  children: ReactNode;
  href: (page: number) => string;
}) {
  if (to === null) return <span className={`${ITEM} text-ink-3 opacity-50`}>{children}</span>;
  return (
    <Link prefetch={false} href={href(to)} aria-label={label} className={`${ITEM} text-primary hover:bg-primary-tint`}>
      {children}
    </Link>
  );
}

export function Pagination({ page, pageCount, total, unit = '条', href }: PaginationProps) {
  return (
    <nav aria-label="分页" className="no-print flex flex-wrap items-center justify-between gap-2 py-2">
      <p className="text-ink-2 text-sm">
        共 {total} {unit}，第 {page} / {Math.max(1, pageCount)} 页
      </p>
      {pageCount > 1 ? (
        <div className="flex flex-wrap items-center">
          <Step to={page > 1 ? page - 1 : null} label="上一页" href={href}>
            <ChevronLeft aria-hidden className="size-4" />
          </Step>
          {pageWindow(page, pageCount).map((n, index) =>
            n === null ? (
              <span key={`gap-${index < 2 ? 'before' : 'after'}`} className={`${ITEM} text-ink-3`}>
                …
              </span>
            ) : n === page ? (
              <span key={n} aria-current="page" className={`${ITEM} bg-primary font-semibold text-on-primary`}>
                {n}
              </span>
            ) : (
              <Step key={n} to={n} label={`第 ${n} 页`} href={href}>
                {n}
              </Step>
            ),
          )}
          <Step to={page < pageCount ? page + 1 : null} label="下一页" href={href}>
            <ChevronRight aria-hidden className="size-4" />
          </Step>
        </div>
      ) : null}
    </nav>
  );
}
