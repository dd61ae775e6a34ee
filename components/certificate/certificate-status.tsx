import { type CertificateState, STATE_TEXT } from '../../domain/certification/state.ts';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';

export const STATE_TONE: Readonly<Record<CertificateState, Tone>> = {
  valid: 'success',
  altered: 'danger',
  revoked: 'danger',
  superseded: 'warning',
  expired: 'warning',
  'unknown-key': 'danger',
};

/** The state of a certificate as icon and word. */
export function CertificateStatus({ state }: { state: CertificateState }) {
  return <Status tone={STATE_TONE[state]}>{STATE_TEXT[state].label}</Status>;
}
