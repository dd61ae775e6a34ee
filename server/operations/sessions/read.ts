import { db } from '#db/client.ts';
import { listAttachments } from '#db/dal/attachments.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { factsByPersonId, listAttendees } from '#db/dal/session-attendees.ts';
import { findSession, listSessions } from '#db/dal/sessions.ts';
import { listVisibleUnits, type UnitNode } from '#db/dal/units.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import type { SessionQueryValues } from '#domain/hours/sessions/session-query.ts';
import { mayApproveSession } from '#domain/hours/sessions/session-state.ts';
import type { AttachmentView, AttendeeView, SessionView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

const SESSIONS_A_PAGE = 25;
const PEOPLE_A_PAGE = 50;

/** Whoever keeps sign-in lists; 单位领导 only look. */
function mayKeep(principal: Principal): boolean {
  return (['hr', 'office', 'unit-officer'] as const).some((role) => hasRole(principal, role));
}

export type SessionsPage = {
  readonly rows: readonly SessionView[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  readonly units: readonly UnitNode[];
  readonly thisYear: number;
  readonly mayEnter: boolean;
};

/** One page of the sessions of what the principal looks after; a page past the end is the last one. */
export async function readSessions(principal: Principal, query: SessionQueryValues): Promise<SessionsPage> {
  const { state, mode, unit, year, q } = query;
  const filter = { state, mode, unitId: unit, year, q };
  const [{ total }, units, org] = await Promise.all([
    listSessions(db, principal, filter, { limit: 0, offset: 0 }),
    listVisibleUnits(db, principal),
    readOrganisationNow(db),
  ]);
  const pageCount = Math.max(1, Math.ceil(total / SESSIONS_A_PAGE));
  const page = Math.min(query.page ?? 1, pageCount);
  const offset = (page - 1) * SESSIONS_A_PAGE;
  const { rows } = await listSessions(db, principal, filter, { limit: SESSIONS_A_PAGE, offset });
  return { rows, total, page, pageCount, units, thisYear: org.year, mayEnter: mayKeep(principal) };
}

/** What the principal may do with a session now, for the buttons; every operation decides for itself again. */
export type SessionRights = {
  readonly mayEdit: boolean;
  readonly maySubmit: boolean;
  readonly mayApprove: boolean;
  readonly maySendBack: boolean;
  readonly mayVoid: boolean;
};

function rightsOf(principal: Principal, session: SessionView, at: { now: Date; isOnList: boolean }): SessionRights {
  const isDesk = hasRole(principal, 'hr') || hasRole(principal, 'office');
  const isSubmitted = session.state === 'submitted';
  const mayEdit = session.state === 'draft' && mayKeep(principal);
  return {
    mayEdit,
    maySubmit: mayEdit && new Date(session.endsAt) <= at.now && session.attendees > 0,
    mayApprove: isSubmitted && isDesk && !at.isOnList && mayApproveSession(principal.accountId, session),
    maySendBack: isSubmitted && (isDesk || session.submittedBy === principal.accountId),
    mayVoid: mayKeep(principal) && (session.state === 'draft' || isSubmitted),
  };
}

export type SessionPage = {
  readonly session: SessionView;
  readonly rights: SessionRights;
  readonly attendees: readonly AttendeeView[];
  readonly shown: number;
  /** On the list, of units the principal does not look after. */
  readonly hidden: number;
  readonly page: number;
  readonly pageCount: number;
  readonly attachments: readonly AttachmentView[];
  readonly units: readonly UnitNode[];
};

/** A session with a page of its list and its files. @returns NOT_FOUND. */
export async function readSession(principal: Principal, id: string, asked: number): Promise<Result<SessionPage>> {
  const session = await findSession(db, principal, id);
  if (!session) return fail('NOT_FOUND');
  const pageCount = Math.max(1, Math.ceil(session.attendees / PEOPLE_A_PAGE));
  const page = Math.min(asked, pageCount);
  const own = principal.personId === null ? [] : [principal.personId];
  const [list, attachments, units, now, me] = await Promise.all([
    listAttendees(db, principal, id, { limit: PEOPLE_A_PAGE, offset: (page - 1) * PEOPLE_A_PAGE }),
    listAttachments(db, principal, 'session', id),
    listVisibleUnits(db, principal),
    unsafeNow(db),
    factsByPersonId(db, principal, id, own),
  ]);
  const { rows: attendees, shown, hidden } = list;
  const rights = rightsOf(principal, session, { now, isOnList: me.some((one) => one.isOnList) });
  return ok({ session, rights, attendees, shown, hidden, page, pageCount, attachments, units });
}

/** The units a session can be entered for. */
export function readUnitChoices(principal: Principal): Promise<UnitNode[]> {
  return listVisibleUnits(db, principal);
}
