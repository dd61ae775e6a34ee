import { db } from '#db/client.ts';
import { actingRoles, findCase, openPledge, recordOf, unsafeSteps } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';
import { personRefusal, stepNow } from '#domain/certification/case/decide.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { pledgeFor } from './context.ts';

/**
 * Notes when the signer opened the text of a 承诺书: how long it has been read is told by the server's clock. Asked for by
 * the page that shows the text and never by reading the case, which a browser may do ahead of time (IN-04). Opening it
 * again does not start anew.
 * @returns NOT_FOUND out of sight, CASE_STEP_OUT_OF_ORDER, CASE_CLOSED, CASE_NOT_YOUR_STEP.
 */
export async function openPledgeText(principal: Principal, caseId: string): Promise<Result<undefined>> {
  const row = await findCase(db, principal, caseId);
  const pledge = row ? pledgeFor(row.kind) : null;
  if (!row || !pledge) return fail('NOT_FOUND');
  const record = recordOf(row, await unsafeSteps(db, row.id));
  const roles = await actingRoles(db, principal, row);
  if (!roles.includes('subject')) return fail('CASE_NOT_YOUR_STEP', { step: '签订承诺书', who: '本人' });
  const step = stepNow(record, 'sign-pledge');
  if (!step.ok) return step;
  const acting = { accountId: principal.accountId, personId: principal.personId, roles };
  const role = personRefusal(step.value, record, acting);
  if (!role.ok) return role;
  await openPledge(db, principal, { caseId, pledgeId: pledge.id, pledgeVersion: pledge.version });
  return ok(undefined);
}
