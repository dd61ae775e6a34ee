import { type Tx, transaction } from '#db/client.ts';
import { listAttachmentHashes } from '#db/dal/attachments.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { factsOfAttendees } from '#db/dal/session-attendees.ts';
import { approveSession, recordSessionHours, takeApprovalTurn } from '#db/dal/sessions.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { PersonFacts } from '#domain/hours/sessions/eligibility.ts';
import { mayApproveSession } from '#domain/hours/sessions/session-state.ts';
import type { SessionView } from '#domain/hours/sessions/session-view.ts';
import type { AppErrorCode } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { settlePlans } from '../completion.ts';
import { aboutSession, heldSession } from './held.ts';
import { refusalOf } from './people.ts';

const ACTION = 'hours.record';

export type SessionApproval = {
  /** When what the approver saw was handed in: a list that was sent back and changed meanwhile is another one. */
  readonly submittedAt: string;
};

export type Approved = { readonly people: number; readonly completed: number };

function isAmong({ personId }: Principal, people: readonly PersonFacts[]): boolean {
  return personId !== null && people.some((one) => one.personId === personId);
}

function obstacle(
  principal: Principal,
  session: SessionView,
  { approval, isOnList }: { readonly approval: SessionApproval; readonly isOnList: boolean },
): AppErrorCode | null {
  if (!mayApproveSession(principal.accountId, session)) return 'SELF_APPROVAL_REFUSED';
  if (isOnList) return 'SESSION_OWN_LIST';
  return session.submittedAt === approval.submittedAt ? null : 'SCREEN_STALE';
}

/** One person after the other, in one order for everybody: bounded memory, and numbers are taken one at a time. */
async function settleAll(tx: Tx, personIds: readonly string[], year: number): Promise<number> {
  let completed = 0;
  for (const personId of personIds) completed += (await settlePlans(tx, personId, year)).completed.length;
  return completed;
}

async function enter(tx: Tx, principal: Principal, session: SessionView): Promise<Approved> {
  const hashes = await listAttachmentHashes(tx, principal, 'session', session.id);
  await approveSession(tx, principal, session.id);
  const { personIds, year } = await recordSessionHours(tx, principal, session.id, {
    sessionId: session.id,
    attendees: session.attendees,
    ...(hashes.length > 0 ? { attachmentSha256: hashes.join(' ') } : {}),
  });
  const completed = await settleAll(tx, personIds, year);
  await recordAudit(tx, principal, {
    action: ACTION,
    subjectType: 'training-session',
    subjectId: session.id,
    detail: { ...aboutSession(session), trainingYear: year, completed, sha256: hashes },
  });
  return { people: personIds.length, completed };
}

/**
 * A second person approves a session: in one transaction its state, one ledger row for everybody on the list, what plans
 * that completes, notices and the audit row. Whoever entered it, handed it in or is on the list is refused, and the try
 * is recorded.
 * Approved twice at once, it counts once.
 * @returns NOT_FOUND, SESSION_STATE, SELF_APPROVAL_REFUSED, SESSION_OWN_LIST, SCREEN_STALE, SESSION_NOT_MEMBER, SESSION_OVERLAP.
 */
export function approveTraining(
  principal: Principal,
  id: string,
  approval: SessionApproval,
): Promise<Result<Approved>> {
  return transaction(async (tx): Promise<Result<Approved>> => {
    await takeApprovalTurn(tx);
    const held = await heldSession(tx, principal, id, 'approve');
    if (!held.ok) return held;
    const session = held.value;
    const people = await factsOfAttendees(tx, principal, id);
    const code = obstacle(principal, session, { approval, isOnList: isAmong(principal, people) });
    if (code) {
      const detail = { ...aboutSession(session), refusal: code };
      const subject = { action: ACTION, subjectType: 'training-session', subjectId: id };
      await recordAudit(tx, principal, { ...subject, outcome: 'refused', detail });
      return fail(code);
    }
    const refused = refusalOf(people);
    return refused ?? ok(await enter(tx, principal, session));
  });
}
