import Link from 'next/link';

export type Crumb = { readonly label: string; readonly href?: string };

/** For pages deeper than two; the last crumb is the page itself and no link. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="所在位置" className="no-print">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-ink-2 text-sm">
        {items.map((item, index) => (
          <li key={item.label} className="flex items-center gap-x-1.5">
            {index > 0 ? <span aria-hidden="true">›</span> : null}
            {item.href ? (
              <Link prefetch={false} href={item.href} className="hover:text-primary hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
