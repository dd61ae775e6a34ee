import clsx from 'clsx';
import Link from 'next/link';

export type TabLink = { readonly href: string; readonly label: string; readonly count?: number };

/** Views of one thing, each with its own address; `current` is the href of the one shown. */
export function TabLinks({ label, items, current }: { label: string; items: readonly TabLink[]; current: string }) {
  return (
    <nav aria-label={label} className="no-print overflow-x-auto border-line border-b">
      <ul className="flex gap-1">
        {items.map((item) => {
          const active = item.href === current;
          return (
            <li key={item.href}>
              <Link
                prefetch={false}
                scroll={false}
                href={item.href}
                aria-current={active ? 'page' : undefined}
                className={clsx(
                  'inline-flex min-h-10 items-center gap-1.5 whitespace-nowrap border-b-2 px-3 text-sm outline-offset-[-2px]',
                  active
                    ? 'border-primary font-semibold text-primary'
                    : 'border-transparent text-ink-2 hover:border-edge hover:text-ink',
                )}
              >
                {item.label}
                {item.count === undefined ? null : <span className="text-xs">{item.count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
