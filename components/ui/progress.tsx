import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';

const RADIUS = 42;
const STROKE: Record<Tone, string> = {
  info: 'stroke-primary',
  success: 'stroke-success',
  warning: 'stroke-warning',
  danger: 'stroke-seal',
  neutral: 'stroke-ink-3',
};

function share(value: number, max: number): number {
  return max <= 0 ? 100 : Math.min(100, Math.max(0, (value / max) * 100));
}

type RingProps = {
  value: number;
  max: number;
  /** What a reader hears: 已完成 2.5 学时，要求 4.0 学时. */
  label: string;
  tone?: Tone;
  /** What stands in the middle, e.g. 2.5 / 4.0. */
  children?: ReactNode;
  className?: string;
};

/** A ring that fills clockwise from the top. Drawn with attributes alone, so that no inline style is needed. */
export function ProgressRing({ value, max, label, tone = 'info', children, className = 'size-36' }: RingProps) {
  const filled = share(value, max);
  return (
    <div role="img" aria-label={label} className={`relative grid shrink-0 place-items-center ${className}`}>
      <svg viewBox="0 0 100 100" className="absolute inset-0 size-full" aria-hidden="true">
        <circle cx="50" cy="50" r={RADIUS} fill="none" strokeWidth="9" className="stroke-line" />
        {filled > 0 ? (
          <circle
            cx="50"
            cy="50"
            r={RADIUS}
            fill="none"
            strokeWidth="9"
            strokeLinecap={filled < 100 ? 'round' : 'butt'}
            pathLength="100"
            strokeDasharray={`${filled} 100`}
            transform="rotate(-90 50 50)"
            className={STROKE[tone]}
          />
        ) : null}
      </svg>
      <div className="relative text-center leading-tight">{children}</div>
    </div>
  );
}

type BarProps = { value: number; max: number; label: string; tone?: Tone; className?: string };

/** A native progress element; the label is read out, put the visible numbers beside it. */
export function ProgressBar({ value, max, label, tone = 'info', className }: BarProps) {
  return (
    <progress
      aria-label={label}
      value={share(value, max)}
      max={100}
      data-tone={tone}
      className={`bar ${className ?? ''}`}
    />
  );
}
