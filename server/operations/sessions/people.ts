import { db, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { addAttendees, factsByPersonId, removeAttendees, searchCandidates } from '#db/dal/session-attendees.ts';
import { findSession } from '#db/dal/sessions.ts';
import type { Principal } from '#domain/access/principal.ts';
import { namesText, obstacleOf, obstacleText, type PersonFacts } from '#domain/hours/sessions/eligibility.ts';
import type { CandidateView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { heldSession, MAX_ATTENDEES } from './held.ts';

const FOUND_MAX = 20;

/** People to put on the list by 工号, name or pinyin, with what stands in the way of each. @returns NOT_FOUND. */
export async function findCandidates(principal: Principal, id: string, q: string): Promise<Result<CandidateView[]>> {
  if (!(await findSession(db, principal, id))) return fail('NOT_FOUND');
  const found = await searchCandidates(db, principal, id, q, FOUND_MAX);
  return ok(
    found.map((facts) => ({
      personId: facts.personId,
      employeeNo: facts.employeeNo,
      name: facts.name,
      unitName: facts.unitName,
      obstacle: facts.isOnList ? '已在名单中' : obstacleText(facts),
    })),
  );
}

/** The refusal for people who cannot be on the list; null when nothing stands in anybody's way. */
export function refusalOf(people: readonly PersonFacts[]): Result<never> | null {
  const names = (obstacle: ReturnType<typeof obstacleOf>) =>
    people.filter((facts) => obstacleOf(facts) === obstacle).map((facts) => facts.name);
  const outside = names('out-of-scope').length;
  if (outside > 0) return fail('SESSION_OUT_OF_SCOPE', { count: outside });
  const gone = names('not-member');
  if (gone.length > 0) return fail('SESSION_NOT_MEMBER', { names: namesText(gone) });
  const twice = names('overlap');
  return twice.length > 0 ? fail('SESSION_OVERLAP', { names: namesText(twice) }) : null;
}

/**
 * Puts people on the list of a draft, all of them or none.
 * @returns NOT_FOUND for a session or person out of sight, SESSION_STATE, SESSION_FULL, SESSION_NOT_MEMBER, SESSION_OVERLAP.
 */
export function addPeople(
  principal: Principal,
  id: string,
  personIds: readonly string[],
): Promise<Result<{ added: number }>> {
  return transaction(async (tx) => {
    const held = await heldSession(tx, principal, id, 'edit');
    if (!held.ok) return held;
    const asked = [...new Set(personIds)];
    const facts = await factsByPersonId(tx, principal, id, asked);
    if (facts.length < asked.length || facts.some((person) => !person.isInScope)) return fail('NOT_FOUND');
    const fresh = facts.filter((person) => !person.isOnList);
    const refused = refusalOf(fresh);
    if (refused) return refused;
    if (held.value.attendees + fresh.length > MAX_ATTENDEES) return fail('SESSION_FULL', { limit: MAX_ATTENDEES });
    const people = fresh.map(({ personId }) => ({ personId, signedAt: null }));
    const added = await addAttendees(tx, principal, id, 'list', people);
    await recordAudit(tx, principal, {
      action: 'training.add-people',
      subjectType: 'training-session',
      subjectId: id,
      detail: { title: held.value.title, employeeNos: fresh.map((person) => person.employeeNo) },
    });
    return ok({ added });
  });
}

/** Takes people off the list of a draft; whoever is not on it, or out of sight, changes nothing. @returns NOT_FOUND, SESSION_STATE. */
export function removePeople(
  principal: Principal,
  id: string,
  personIds: readonly string[],
): Promise<Result<{ removed: number }>> {
  return transaction(async (tx) => {
    const held = await heldSession(tx, principal, id, 'edit');
    if (!held.ok) return held;
    const employeeNos = await removeAttendees(tx, principal, id, personIds);
    await recordAudit(tx, principal, {
      action: 'training.remove-people',
      subjectType: 'training-session',
      subjectId: id,
      detail: { title: held.value.title, employeeNos },
    });
    return ok({ removed: employeeNos.length });
  });
}
