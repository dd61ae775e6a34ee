import type { ReactNode } from 'react';

export type KeyValue = { readonly label: string; readonly value: ReactNode };

/** Facts about one thing: name above on a phone, beside on a wide screen. */
export function KeyValues({ items }: { items: readonly KeyValue[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
      {items.map((item) => (
        <div key={item.label} className="sm:contents">
          <dt className="text-ink-2 text-sm">{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
