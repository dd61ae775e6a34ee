import clsx from 'clsx';
import type { ReactNode } from 'react';

export type KeyValue = { readonly label: string; readonly value: ReactNode };

/** Facts about one thing: name above on a phone, beside on a wide screen; with `pairs` two facts a line where there is room. */
export function KeyValues({ items, pairs = false }: { items: readonly KeyValue[]; pairs?: boolean }) {
  return (
    <dl
      className={clsx(
        'grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]',
        pairs && 'lg:grid-cols-[max-content_1fr_max-content_1fr] print:grid-cols-[max-content_1fr_max-content_1fr]',
      )}
    >
      {items.map((item) => (
        <div key={item.label} className="sm:contents">
          <dt className="text-ink-2 text-sm">{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
