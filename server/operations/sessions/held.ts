import type { Tx } from '#db/client.ts';
import { lockSession } from '#db/dal/sessions.ts';
import type { Principal } from '#domain/access/principal.ts';
import { nextSessionState, SESSION_STATE_LABEL, type SessionEvent } from '#domain/hours/sessions/session-state.ts';
import type { SessionView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

/** Most people on one sign-in list; larger ones are entered in parts. */
export const MAX_ATTENDEES = 2000;

/**
 * The session, held until the transaction ends, when the principal looks after its unit and its state allows the event.
 * @returns NOT_FOUND, or SESSION_STATE when the state does not allow it.
 */
export async function heldSession(
  tx: Tx,
  principal: Principal,
  id: string,
  event: SessionEvent,
): Promise<Result<SessionView>> {
  const session = await lockSession(tx, principal, id);
  if (!session) return fail('NOT_FOUND');
  if (nextSessionState(session.state, event) === null) {
    return fail('SESSION_STATE', { state: SESSION_STATE_LABEL[session.state] });
  }
  return ok(session);
}

/** What the trail says of a session besides its id. */
export function aboutSession(session: Pick<SessionView, 'title' | 'startsAt' | 'attendees' | 'minutes'>) {
  return {
    title: session.title,
    startsAt: session.startsAt,
    minutes: session.minutes,
    people: session.attendees,
  };
}
