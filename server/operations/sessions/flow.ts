import { transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { factsOfAttendees } from '#db/dal/session-attendees.ts';
import { closeSession, submitSession } from '#db/dal/sessions.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import type { SessionView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { aboutSession, heldSession, MAX_ATTENDEES } from './held.ts';
import { refusalOf } from './people.ts';

/**
 * Hands a draft in for approval: it is over, somebody was there, and nobody on the list was elsewhere, not yet here or
 * gone.
 * @returns NOT_FOUND, SESSION_STATE, SESSION_NOT_OVER, SESSION_EMPTY, SESSION_FULL, SESSION_OUT_OF_SCOPE,
 * SESSION_NOT_MEMBER, SESSION_OVERLAP.
 */
export function handInSession(principal: Principal, id: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const held = await heldSession(tx, principal, id, 'submit');
    if (!held.ok) return held;
    const session = held.value;
    if (new Date(session.endsAt) > (await unsafeNow(tx))) return fail('SESSION_NOT_OVER');
    if (session.attendees === 0) return fail('SESSION_EMPTY');
    if (session.attendees > MAX_ATTENDEES) return fail('SESSION_FULL', { limit: MAX_ATTENDEES });
    const refused = refusalOf(await factsOfAttendees(tx, principal, id));
    if (refused) return refused;
    await submitSession(tx, principal, id);
    await recordAudit(tx, principal, {
      action: 'training.submit',
      subjectType: 'training-session',
      subjectId: id,
      detail: aboutSession(session),
    });
    return ok(undefined);
  });
}

/** Who may send a session back: those who approve, and whoever handed it in. */
function maySendBack(principal: Principal, session: SessionView): boolean {
  return hasRole(principal, 'hr') || hasRole(principal, 'office') || session.submittedBy === principal.accountId;
}

type Ending = { readonly event: 'return' | 'void'; readonly to: 'draft' | 'void'; readonly action: string };

function end(principal: Principal, id: string, comment: string, ending: Ending): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const held = await heldSession(tx, principal, id, ending.event);
    if (!held.ok) return held;
    if (ending.event === 'return' && !maySendBack(principal, held.value)) return fail('FORBIDDEN');
    await closeSession(tx, principal, id, ending.to, comment);
    await recordAudit(tx, principal, {
      action: ending.action,
      subjectType: 'training-session',
      subjectId: id,
      detail: { ...aboutSession(held.value), reason: comment },
    });
    return ok(undefined);
  });
}

/** Sends a submitted session back to be corrected, with the reason. @returns NOT_FOUND, SESSION_STATE, FORBIDDEN. */
export function sendBackSession(principal: Principal, id: string, comment: string): Promise<Result<undefined>> {
  return end(principal, id, comment, { event: 'return', to: 'draft', action: 'training.return' });
}

/** Makes a session void that has not been approved. @returns NOT_FOUND, SESSION_STATE. */
export function voidSession(principal: Principal, id: string, comment: string): Promise<Result<undefined>> {
  return end(principal, id, comment, { event: 'void', to: 'void', action: 'training.void' });
}
