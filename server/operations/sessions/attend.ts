import { db, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { addAttendees, findOwnSession, holdSession, type OwnSession } from '#db/dal/session-attendees.ts';
import { findSession } from '#db/dal/sessions.ts';
import { unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import type { Principal } from '#domain/access/principal.ts';
import { codeSecondsLeft, isSignInOpen, signInWindow } from '#domain/hours/sessions/attendance-window.ts';
import type { AttendanceCode, AttendView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { qrMatrix } from '../../documents/qr.ts';
import { env } from '../../env.ts';
import { attendanceCode, isAttendanceCode } from './attendance-code.ts';
import { MAX_ATTENDEES } from './held.ts';

const timesOf = (session: { readonly startsAt: string; readonly endsAt: string }) => ({
  startsAt: new Date(session.startsAt),
  endsAt: new Date(session.endsAt),
});

function qrRows(text: string): string[] {
  const { size, isDark } = qrMatrix(text);
  const indices = Array.from({ length: size }, (_, i) => i);
  return indices.map((row) => indices.map((column) => (isDark(row, column) ? '1' : '0')).join(''));
}

/**
 * The code for the screen in the room, by the one clock; none outside the time of signing in or once the list is handed
 * in. @returns NOT_FOUND.
 */
export async function readAttendanceCode(principal: Principal, id: string): Promise<Result<AttendanceCode>> {
  const session = await findSession(db, principal, id);
  if (!session) return fail('NOT_FOUND');
  const now = await unsafeNow(db);
  const { from, to } = signInWindow(timesOf(session));
  const open = session.state === 'draft' && isSignInOpen(timesOf(session), now);
  const code = open ? attendanceCode(id, now) : null;
  return ok({
    open,
    isOver: now > to,
    opensAt: from.toISOString(),
    closesAt: to.toISOString(),
    code,
    qr: code === null ? [] : qrRows(`${env.PUBLIC_URL}/attend/${id}?code=${code}`),
    secondsLeft: codeSecondsLeft(now),
    signedIn: session.attendees,
  });
}

/** What somebody who opened the link of a session sees. @returns NOT_FOUND unless it is of a unit the person is in. */
export async function readAttend(principal: Principal, id: string): Promise<Result<AttendView>> {
  const session = await findOwnSession(db, principal, id);
  if (!session || session.state === 'void') return fail('NOT_FOUND');
  const times = timesOf(session);
  const { from, to } = signInWindow(times);
  return ok({
    id,
    title: session.title,
    place: session.place,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    signedAt: session.signedAt,
    open: session.state === 'draft' && isSignInOpen(times, await unsafeNow(db)),
    opensAt: from.toISOString(),
    closesAt: to.toISOString(),
  });
}

/** Why the principal cannot sign in to a session now; null when only the code is left to be checked. */
function refusal(session: OwnSession | null, principal: Principal, now: Date): Result<never> | null {
  if (!session || session.state === 'void') return fail('NOT_FOUND');
  if (session.state !== 'draft' || !isSignInOpen(timesOf(session), now)) return fail('ATTEND_NOT_OPEN');
  if (!session.isMember) return fail('SESSION_NOT_MEMBER', { names: principal.name });
  if (session.overlaps !== null) return fail('SESSION_OVERLAP', { names: principal.name });
  return session.attendees >= MAX_ATTENDEES ? fail('SESSION_FULL', { limit: MAX_ATTENDEES }) : null;
}

function signIn(principal: Principal, personId: string, id: string): Promise<Result<{ signedAt: string }>> {
  return transaction(async (tx): Promise<Result<{ signedAt: string }>> => {
    await holdSession(tx, id);
    const now = await unsafeNow(tx);
    const session = await findOwnSession(tx, principal, id);
    const refused = refusal(session, principal, now);
    if (refused || !session) return refused ?? fail('NOT_FOUND');
    const added = await addAttendees(tx, principal, id, 'qr', [{ personId, signedAt: null }]);
    if (added > 0) {
      const detail = { title: session.title, form: 'qr' };
      const subject = { subjectType: 'training-session', subjectId: id, detail };
      await recordAudit(tx, principal, { action: 'training.sign-in', ...subject });
    }
    return ok({ signedAt: now.toISOString() });
  });
}

/**
 * Puts the principal on the list with the code from the screen, at the time of signing in; a second time changes
 * nothing. Five wrong codes make the account wait. The tries are counted before the transaction, so that a full room
 * never needs two connections each.
 * @returns NOT_FOUND, ATTEND_NOT_OPEN, ATTEND_CODE, RATE_LIMITED, SESSION_NOT_MEMBER, SESSION_OVERLAP, SESSION_FULL.
 */
export async function attend(principal: Principal, id: string, code: string): Promise<Result<{ signedAt: string }>> {
  const session = await findOwnSession(db, principal, id);
  if (!session || principal.personId === null) return fail('NOT_FOUND');
  if (session.signedAt !== null) return ok({ signedAt: session.signedAt });
  const now = await unsafeNow(db);
  const refused = refusal(session, principal, now);
  if (refused) return refused;
  const throttleKey = `attend:${principal.accountId}`;
  if (!(await unsafeTakeTry(db, throttleKey))) return fail('RATE_LIMITED', { seconds: 60 });
  if (!isAttendanceCode(id, now, code)) return fail('ATTEND_CODE');
  await unsafeForgetTries(db, [throttleKey]);
  return signIn(principal, principal.personId, id);
}
