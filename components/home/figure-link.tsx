import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Tone } from '../ui/tone.ts';

type FigureLinkProps = {
  label: string;
  value: ReactNode;
  unit?: string;
  /** What stands behind the number. */
  href: string;
  note?: ReactNode;
  tone?: Extract<Tone, 'danger' | 'warning' | 'success' | 'neutral'>;
};

const VALUE = { danger: 'text-seal', warning: 'text-warning', success: 'text-success', neutral: 'text-ink' } as const;

/** A number that is a door: the whole tile leads to what it counts. */
export function FigureLink({ label, value, unit, href, note, tone = 'neutral' }: FigureLinkProps) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="block h-full rounded border border-line bg-surface px-4 py-3 transition-colors hover:border-primary hover:bg-primary-tint"
    >
      <span className="block text-ink-2 text-sm">{label}</span>
      <span className={clsx('block font-semibold text-2xl', VALUE[tone])}>
        {value}
        {unit ? <span className="ml-1 font-normal text-ink-2 text-sm">{unit}</span> : null}
      </span>
      {note ? <span className="block text-balance text-ink-2 text-xs">{note}</span> : null}
    </Link>
  );
}

/** Tiles side by side, two in a row on a phone. */
export function Figures({ label, children }: { label: string; children: readonly ReactNode[] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {children.filter(Boolean).map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tiles of a page stand in a fixed order
        <li key={index}>{child}</li>
      ))}
    </ul>
  );
}
