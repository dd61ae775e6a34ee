import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from 'lucide-react';
import type { Tone } from './tone.ts';

const ICON = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
  neutral: CircleDashed,
} as const;

/** A different shape for every tone, for readers who do not tell the colours apart. */
export function ToneIcon({ tone, className = 'size-4' }: { tone: Tone; className?: string }) {
  const Icon = ICON[tone];
  return <Icon aria-hidden className={`shrink-0 ${className}`} />;
}
