import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_CLASS, type Tone } from './tone.ts';
import { ToneIcon } from './tone-icon.tsx';

/** A state as icon and word: 已达标, 逾期 3 天. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-1.5 py-0.5 font-medium text-xs',
        TONE_CLASS[tone],
      )}
    >
      <ToneIcon tone={tone} className="size-3.5" />
      {children}
    </span>
  );
}

/** A plain label such as a category or a count; it says what a thing is, not how it fares. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center whitespace-nowrap rounded-sm border border-line px-1.5 text-ink-2 text-xs',
        className,
      )}
    >
      {children}
    </span>
  );
}
