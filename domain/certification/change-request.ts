import type { AppErrorCode } from '../shared/errors.ts';
import type { CertificateState, Ending } from './state.ts';

/** What somebody can ask to be done with a certificate, in the words of the buttons. */
export const CHANGE_LABEL: Readonly<Record<Ending, string>> = { revoked: '撤销', superseded: '换发' };

export type Decision = 'approved' | 'refused' | 'withdrawn';

export const DECISION_LABEL: Readonly<Record<Decision, string>> = {
  approved: '已批准',
  refused: '未批准',
  withdrawn: '已撤回',
};

/**
 * Why a certificate in this state cannot be changed so; null when it can. Revocation needs no good signature: whatever
 * bears a serial of the register can be declared void. A new one can only repeat what was verified and still runs.
 */
export function changeObstacle(kind: Ending, state: CertificateState): AppErrorCode | null {
  if (state === 'revoked' || state === 'superseded') return 'CERTIFICATE_ENDED';
  if (kind === 'superseded' && state !== 'valid') return 'CERTIFICATE_NOT_RENEWABLE';
  return null;
}

export type DecisionFacts = {
  /** Account that asked, and the one that decides. */
  readonly requestedBy: string;
  readonly decider: string;
  /** Person the certificate belongs to, and the person who decides. */
  readonly holderId: string;
  readonly deciderPersonId: string | null;
  readonly isDecided: boolean;
};

/**
 * Why this person cannot decide this request; null when they can. Nobody decides on what they asked for themselves, nor
 * on a certificate of their own.
 */
export function decisionObstacle(facts: DecisionFacts): AppErrorCode | null {
  if (facts.requestedBy === facts.decider) return 'SELF_APPROVAL_REFUSED';
  if (facts.holderId === facts.deciderPersonId) return 'OWN_CERTIFICATE_REFUSED';
  return facts.isDecided ? 'CERTIFICATE_REQUEST_DECIDED' : null;
}
