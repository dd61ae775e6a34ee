import type { SignatureAlgorithm } from './payload.ts';
import type { CertificateState, Ending } from './state.ts';

/** What the register can be narrowed to. `waiting`: somebody has asked for a change. */
export const REGISTER_STATES = ['valid', 'expired', 'revoked', 'superseded', 'waiting'] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];

export const REGISTER_STATE_LABEL: Readonly<Record<RegisterState, string>> = {
  valid: '有效',
  expired: '已过有效期',
  revoked: '已撤销',
  superseded: '已换发',
  waiting: '有待审批的申请',
};

/** A row of the register; `state` is that of the signed text, really verified. */
export type RegisterLine = {
  readonly id: string;
  readonly serial: string;
  readonly name: string;
  readonly employeeNo: string;
  /** Empty when the stored text is no certificate any more. */
  readonly title: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: CertificateState;
  readonly endedOn: string | null;
  readonly isWaiting: boolean;
};

/** Something asked and not yet decided, with what the viewer may do about it. */
export type WaitingRequest = {
  readonly id: string;
  readonly certificateId: string;
  readonly serial: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly kind: Ending;
  readonly reason: string;
  readonly askedBy: string;
  /** ISO instant. */
  readonly askedAt: string;
  /** The viewer asked for it: may take it back, never decide it. */
  readonly isOwnRequest: boolean;
  readonly canDecide: boolean;
};

/** One check of a certificate, in the order in which it is made; `isGood` null = could not be made. */
export type CheckLine = { readonly label: string; readonly isGood: boolean | null; readonly text: string };

export type HistoryLine = {
  readonly key: string;
  /** ISO instant. */
  readonly at: string;
  readonly text: string;
  readonly note: string;
};

export type Neighbour = { readonly id: string; readonly serial: string };

export type SignatureFacts = {
  readonly keyId: string;
  /** Null when the key is not known here. */
  readonly algorithm: SignatureAlgorithm | null;
  /** The stored text byte for byte, over which the signature stands. */
  readonly text: string;
  /** Base64. */
  readonly signature: string;
};
