import { PROGRESS_LABEL, type ProgressState } from '../../domain/people/progress.ts';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';

const TONE: Readonly<Record<ProgressState, Tone>> = {
  done: 'success',
  overdue: 'danger',
  'in-progress': 'info',
  'not-started': 'warning',
  exempt: 'neutral',
  unassigned: 'neutral',
};

export function ProgressStatus({ state }: { state: ProgressState }) {
  return <Status tone={TONE[state]}>{PROGRESS_LABEL[state]}</Status>;
}
