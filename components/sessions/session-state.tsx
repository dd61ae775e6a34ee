import { SESSION_STATE_LABEL, type SessionState } from '../../domain/hours/sessions/session-state.ts';
import { formatDate, formatDateTime, formatTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';

const TONE: Readonly<Record<SessionState, Tone>> = {
  draft: 'info',
  submitted: 'warning',
  approved: 'success',
  void: 'neutral',
};

export function SessionStatus({ state }: { state: SessionState }) {
  return <Status tone={TONE[state]}>{SESSION_STATE_LABEL[state]}</Status>;
}

/** `2026-06-10 09:00–11:00`; with both dates when it runs past midnight. */
export function sessionTime(startsAt: string, endsAt: string): string {
  if (formatDate(startsAt) !== formatDate(endsAt)) return `${formatDateTime(startsAt)} 至 ${formatDateTime(endsAt)}`;
  return `${formatDateTime(startsAt)}–${formatTime(endsAt).slice(0, 5)}`;
}
