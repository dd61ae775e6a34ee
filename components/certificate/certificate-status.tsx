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

/** The word of a state, with the date when somebody ended the certificate: 已撤销（2026-11-21）. */
export function stateTitle(state: CertificateState, on: string | null): string {
  return on ? `${STATE_TEXT[state].label}（${on}）` : STATE_TEXT[state].label;
}

/** The state of a certificate as icon and word. */
export function CertificateStatus({ state, on = null }: { state: CertificateState; on?: string | null }) {
  return <Status tone={STATE_TONE[state]}>{stateTitle(state, on)}</Status>;
}
