import { db, type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { actingRoles, findCase, lockCase, recordOf, unsafeSteps } from '#db/dal/cases.ts';
import { unsafeLockPerson } from '#db/dal/system-people-life.ts';
import type { Principal } from '#domain/access/principal.ts';
import { decide } from '#domain/certification/case/decide.ts';
import type { AppErrorCode } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { caseContext } from './context.ts';
import { confirmPassword } from './password.ts';
import { recordMove } from './record.ts';
import { orRollback, Rollback } from './rollback.ts';

export type StepInput = {
  readonly event: string;
  /** Number of steps the page knew; a step taken meanwhile makes it stale. */
  readonly version: number;
  readonly payload: unknown;
  readonly password?: string | undefined;
};

/** Refusals security asks to record: somebody tried what only another may do. */
const RECORDED: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>([
  'CASE_NOT_YOUR_STEP',
  'CASE_OWN_STEP_REFUSED',
  'CASE_OPENER_REFUSED',
  'CASE_SECOND_OPINION_REFUSED',
  'CASE_OTHER_SIDE_NEEDED',
]);

/** The same inside a transaction of the caller. @throws Rollback when an effect failed and nothing may stay. */
export async function takeStepIn(
  tx: Tx,
  principal: Principal,
  caseId: string,
  input: StepInput,
  passwordConfirmed: boolean,
): Promise<Result<true>> {
  const seen = await findCase(tx, principal, caseId);
  if (!seen) return fail('NOT_FOUND');
  // The person first, then the case: the order in which every change of a life-cycle takes its locks.
  if (seen.personId) await unsafeLockPerson(tx, seen.personId);
  const row = await lockCase(tx, principal, caseId);
  if (!row) return fail('NOT_FOUND');
  const record = recordOf(row, await unsafeSteps(tx, row.id));
  const roles = await actingRoles(tx, principal, row);
  const context = await caseContext(tx, row, { principal, passwordConfirmed });
  const acting = { accountId: principal.accountId, personId: principal.personId, roles };
  const move = decide(record, input.event, input.payload, acting, context);
  if (!move.ok && RECORDED.has(move.error.code)) {
    await recordAudit(tx, principal, {
      action: 'case.step',
      subjectType: 'case',
      subjectId: row.id,
      outcome: 'refused',
      detail: { no: row.no, event: input.event, refusal: move.error.code },
    });
    return move;
  }
  if (row.version !== input.version) return fail('CASE_STALE');
  if (!move.ok) return move;
  const done = await recordMove(tx, row, move.value, { principal }, context);
  if (!done.ok) throw new Rollback(done as Result<never>);
  return ok(true);
}

/**
 * Takes a step of a case for the principal: decided and recorded in one transaction that holds the person and the case,
 * so that of two who act at once one is told that the case has moved on.
 *
 * @returns NOT_FOUND out of sight, CASE_STALE, PASSWORD_INCORRECT, RATE_LIMITED, the codes of `decide` and of the effects.
 */
export async function takeStep(principal: Principal, caseId: string, input: StepInput): Promise<Result<true>> {
  let confirmed = false;
  if (input.password !== undefined) {
    if (!(await findCase(db, principal, caseId))) return fail('NOT_FOUND');
    const checked = await confirmPassword(principal, input.password, caseId);
    if (!checked.ok) return checked;
    confirmed = true;
  }
  return orRollback(() => transaction((tx) => takeStepIn(tx, principal, caseId, input, confirmed)));
}
