/** A draft is filled; a submitted one waits for a second person; approved, its hours stand in the ledger. */
export const SESSION_STATES = ['draft', 'submitted', 'approved', 'void'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const SESSION_EVENTS = ['edit', 'submit', 'return', 'approve', 'void'] as const;
export type SessionEvent = (typeof SESSION_EVENTS)[number];

/**
 * Where each event leads; a pair that is not here is refused. What is approved stays: hours are taken back row by row
 * with corrections, never by reopening the sign-in list.
 */
const NEXT: Readonly<Record<SessionState, Partial<Record<SessionEvent, SessionState>>>> = {
  draft: { edit: 'draft', submit: 'submitted', void: 'void' },
  submitted: { return: 'draft', approve: 'approved', void: 'void' },
  approved: {},
  void: {},
};

/** @returns the state after the event; null when the state does not allow it. */
export function nextSessionState(state: SessionState, event: SessionEvent): SessionState | null {
  return NEXT[state][event] ?? null;
}

export const SESSION_STATE_LABEL: Readonly<Record<SessionState, string>> = {
  draft: '登记中',
  submitted: '待审批',
  approved: '已审批',
  void: '已作废',
};

export type SessionParties = { readonly createdBy: string; readonly submittedBy: string | null };

/** Whether an account may approve: neither who entered the session nor who handed it in (two-person rule). */
export function mayApproveSession(accountId: string, parties: SessionParties): boolean {
  return accountId !== parties.createdBy && accountId !== parties.submittedBy;
}
