import type { SessionMode } from './session-form.ts';
import type { SessionState } from './session-state.ts';

/** A session as lists and its page show it. Instants are ISO text in UTC. */
export type SessionView = {
  readonly id: string;
  readonly title: string;
  readonly mode: SessionMode;
  readonly topics: readonly string[];
  readonly unitId: string;
  readonly unitName: string;
  readonly isUnitOrganised: boolean;
  readonly place: string;
  readonly teacher: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** What each person on the list is credited with. */
  readonly minutes: number;
  readonly state: SessionState;
  /** Why it was sent back or made void. */
  readonly comment: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly submittedBy: string | null;
  readonly submittedByName: string | null;
  readonly submittedAt: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
  /** People on the sign-in list. */
  readonly attendees: number;
};

export const SIGN_IN_SOURCES = ['qr', 'list', 'import'] as const;
export type SignInSource = (typeof SIGN_IN_SOURCES)[number];

export const SOURCE_LABEL: Readonly<Record<SignInSource, string>> = {
  qr: '扫码签到',
  list: '名单登记',
  import: '签到表导入',
};

export type AttendeeView = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly source: SignInSource;
  readonly signedAt: string;
};

/** Somebody who may be put on the list, or why not. */
export type CandidateView = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly obstacle: string | null;
};

/** The code on the screen of a session; `qr` has one text of 0 and 1 a row. */
export type AttendanceCode = {
  readonly open: boolean;
  /** The time to sign in has passed, not merely not come yet. */
  readonly isOver: boolean;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly code: string | null;
  readonly qr: readonly string[];
  /** Until the next code. */
  readonly secondsLeft: number;
  readonly signedIn: number;
};

/** What a person who scanned the code sees before signing in. */
export type AttendView = {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly signedAt: string | null;
  readonly open: boolean;
  readonly opensAt: string;
  readonly closesAt: string;
};

export type AttachmentView = {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly uploadedByName: string;
  readonly uploadedAt: string;
};
