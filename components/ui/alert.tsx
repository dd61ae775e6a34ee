import clsx from 'clsx';
import type { ReactNode, Ref } from 'react';
import { TONE_CLASS, type Tone } from './tone.ts';
import { ToneIcon } from './tone-icon.tsx';

type AlertProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Shown small below, e.g. an error's code, so that the reader can pass it on. */
  code?: string;
  action?: ReactNode;
  /** Focus it after a failed submit; it is reachable by script, not by Tab. */
  ref?: Ref<HTMLDivElement>;
  className?: string;
};

/** What happened and what to do about it. Trouble is announced at once, the rest politely. */
export function Alert({ tone = 'info', title, children, code, action, ref, className }: AlertProps) {
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role={tone === 'danger' ? 'alert' : 'status'}
      className={clsx('flex gap-2.5 rounded px-3.5 py-2.5', TONE_CLASS[tone], className)}
    >
      <ToneIcon tone={tone} className="mt-0.5 size-5" />
      <div className="min-w-0 flex-1 text-ink text-sm">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
        {code ? <p className="mt-0.5 font-mono text-ink-2 text-xs">代码 {code}</p> : null}
        {action ? <div className="mt-2">{action}</div> : null}
      </div>
    </div>
  );
}
