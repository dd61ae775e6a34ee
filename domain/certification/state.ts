import type { IsoDate } from '../shared/dates.ts';
import type { CertificatePayload } from './payload.ts';

export const CERTIFICATE_STATES = ['valid', 'altered', 'revoked', 'superseded', 'expired', 'unknown-key'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** The word a reader sees, and the sentence that says what to make of it. */
export const STATE_TEXT: Readonly<Record<CertificateState, { readonly label: string; readonly advice: string }>> = {
  valid: { label: '有效', advice: '签名核验通过，登记信息与签发时一致。' },
  altered: { label: '内容已被改动', advice: '记录与签发时的签名不一致，请勿采信，并联系签发单位保密办核实。' },
  revoked: { label: '已撤销', advice: '签发单位已撤销这份证明，不再有效。' },
  superseded: { label: '已换发', advice: '签发单位已另行签发新的证明，请以新证明为准。' },
  expired: { label: '已过有效期', advice: '签名核验通过，但已超过有效期。' },
  'unknown-key': { label: '签名密钥不明', advice: '找不到核验所需的公钥，无法确认真伪，请联系签发单位核实。' },
};

/** What the register's own columns say beside the signed text. */
export type RegisterEntry = {
  readonly serial: string;
  readonly personId: string;
  readonly verifyCode: string;
  readonly keyId: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Serial of the certificate it stands in for. */
  readonly supersedes: string | null;
};

/** True when nobody has changed the searchable columns behind the signature's back. */
export function agrees(entry: RegisterEntry, payload: CertificatePayload): boolean {
  return (
    entry.serial === payload.serial &&
    entry.personId === payload.personId &&
    entry.verifyCode === payload.verifyCode &&
    entry.keyId === payload.keyId &&
    entry.issuedOn === payload.issuedOn &&
    entry.validUntil === payload.validUntil &&
    entry.supersedes === (payload.supersedes ?? null)
  );
}

export const ENDINGS = ['revoked', 'superseded'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What ended a certificate, and on which calendar date of the organisation. */
export type CertificateEvent = { readonly kind: Ending; readonly on: string };

export type Findings = {
  readonly signature: 'good' | 'bad' | 'unknown-key';
  readonly payload: CertificatePayload | null;
  readonly entry: RegisterEntry;
  readonly events: readonly Pick<CertificateEvent, 'kind'>[];
  readonly today: IsoDate;
};

/**
 * The one state of a certificate; the graver one wins: what cannot be checked, then what was changed, withdrawn,
 * replaced, run out. The last day of validity still counts.
 */
export function certificateState({ signature, payload, entry, events, today }: Findings): CertificateState {
  if (signature === 'unknown-key') return 'unknown-key';
  if (signature === 'bad' || !payload || !agrees(entry, payload)) return 'altered';
  for (const kind of ENDINGS) if (events.some((event) => event.kind === kind)) return kind;
  return today > payload.validUntil ? 'expired' : 'valid';
}

/** The date that goes with a state: of the revocation or supersession; null for every other state. */
export function endedOn(state: CertificateState, events: readonly CertificateEvent[]): string | null {
  return events.find((event) => event.kind === state)?.on ?? null;
}

/** A state in which the text may be shown: it is what was signed. */
export function isAuthentic(state: CertificateState): boolean {
  return state !== 'altered' && state !== 'unknown-key';
}

/** A name with everything between its ends hidden: 张*明, 欧**华, 张*; for pages that strangers may open. */
export function maskedName(name: string): string {
  const chars = [...name];
  const [first = ''] = chars;
  if (chars.length <= 1) return '*';
  if (chars.length === 2) return `${first}*`;
  return `${first}${'*'.repeat(chars.length - 2)}${chars.at(-1) ?? ''}`;
}
