import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import {
  actingRoles,
  lockCase,
  unsafeInsertCase,
  unsafeInsertStep,
  unsafeNextCaseNumber,
  unsafeSteps,
  unsafeUpdateCase,
} from '#db/dal/cases.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import { unsafeLockPerson } from '#db/dal/system-people-life.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import { CASE_ACTOR_LABEL, CASE_KIND_PREFIX, type CaseActor, type CaseKind } from '#domain/certification/case/kinds.ts';
import { dateIn, trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { caseContext } from './context.ts';
import { derivedRow } from './derived-row.ts';
import { carryOut } from './effects.ts';
import { tellSubject } from './notices.ts';
import { type OpeningTarget, openingTarget, parseOpening } from './opening-target.ts';
import { writePaper } from './papers.ts';
import { orRollback, Rollback } from './rollback.ts';

async function roleToOpen(
  tx: Tx,
  principal: Principal,
  kind: CaseKind,
  target: OpeningTarget,
): Promise<Result<CaseActor>> {
  const { by, label } = CASE_DEFINITIONS[kind].opening;
  const roles = await actingRoles(tx, principal, target);
  const isOwn = target.personId !== null && target.personId === principal.personId;
  const usable = by.filter((role) => roles.includes(role) && (!isOwn || role === 'subject'));
  const [role] = usable;
  if (role) return ok(role);
  const meta = {
    step: label,
    who: by
      .filter((one) => one !== 'system')
      .map((one) => CASE_ACTOR_LABEL[one])
      .join('或'),
  };
  return isOwn && !by.includes('subject')
    ? fail('CASE_OWN_STEP_REFUSED', { step: label })
    : fail('CASE_NOT_YOUR_STEP', meta);
}

async function refused(tx: Tx, principal: Principal, kind: CaseKind, result: Result<never>): Promise<Result<never>> {
  if (!result.ok) {
    const detail = { kind, refusal: result.error.code };
    await recordAudit(tx, principal, {
      action: 'case.open',
      subjectType: 'case',
      subjectId: kind,
      outcome: 'refused',
      detail,
    });
  }
  return result;
}

async function insert(
  tx: Tx,
  principal: Principal,
  kind: CaseKind,
  target: OpeningTarget,
  role: CaseActor,
): Promise<string | null> {
  const now = await unsafeNow(tx);
  const state = CASE_DEFINITIONS[kind].opening.initialOf?.(target.payload) ?? CASE_DEFINITIONS[kind].opening.initial;
  const caseId = await unsafeInsertCase(tx, {
    no: await unsafeNextCaseNumber(tx, kind, CASE_KIND_PREFIX[kind], trainingYear(env.SHOUMI_ZONE, now)),
    kind,
    personId: target.personId,
    postId: target.postId,
    level: target.level,
    unitId: target.unitId,
    state,
    version: 0,
    turn: [],
    summary: target.summary,
    stateSince: now,
    openedBy: principal.accountId,
    openedAt: now,
  });
  if (!caseId) return null;
  await unsafeInsertStep(tx, {
    caseId,
    seqNo: 1,
    round: 1,
    event: 'open',
    fromState: state,
    toState: state,
    actorRole: role,
    actorAccountId: principal.accountId,
    actorPersonId: principal.personId,
    actorName: `${principal.name}（${principal.employeeNo}）`,
    subjectPersonId: target.personId,
    isOpinion: false,
    payload: { ...target.payload },
    requestId: principal.requestId,
  });
  return caseId;
}

/** The same inside a transaction of the caller. @throws Rollback when an effect failed and nothing may stay. */
export async function openCaseIn(
  tx: Tx,
  principal: Principal,
  kind: CaseKind,
  raw: unknown,
): Promise<Result<{ id: string }>> {
  const given = parseOpening(principal, kind, raw);
  if (!given.ok) return given;
  if (typeof given.value.personId === 'string') await unsafeLockPerson(tx, given.value.personId);
  const now = await unsafeNow(tx);
  const today = dateIn(env.SHOUMI_ZONE, now);
  const policy = await lifecyclePolicyOn(tx, today);
  const target = await openingTarget(tx, principal, kind, given.value, { now, today, policy });
  if (!target.ok) return target;
  const role = await roleToOpen(tx, principal, kind, target.value);
  if (!role.ok) return refused(tx, principal, kind, role as Result<never>);
  const { failure, enterPost } = target.value;
  if (failure) return fail(failure.code, failure.meta);
  const entered = enterPost ? await enterPost() : ok(target.value.postId);
  if (!entered.ok) return entered;
  const caseId = await insert(tx, principal, kind, { ...target.value, postId: entered.value }, role.value);
  if (!caseId) throw new Rollback(fail('CASE_ALREADY_OPEN', { kind: CASE_DEFINITIONS[kind].opening.label }));
  await finish(tx, principal, kind, caseId);
  return ok({ id: caseId });
}

async function finish(tx: Tx, principal: Principal, kind: CaseKind, caseId: string): Promise<void> {
  const { opening } = CASE_DEFINITIONS[kind];
  const row = await lockCase(tx, principal, caseId);
  if (!row) throw new Error('a case just opened must be in its opener’s sight');
  const steps = await unsafeSteps(tx, caseId);
  const [step] = steps;
  if (!step) throw new Error('the opening step is missing');
  const context = await caseContext(tx, row, { principal, passwordConfirmed: false });
  const done = await carryOut(tx, { row, step, effects: opening.effects ?? [], actor: { principal }, context });
  if (!done.ok) throw new Rollback(done as Result<never>);
  if (opening.paper) await writePaper(tx, { row, steps, step, paper: opening.paper, zone: context.zone });
  await unsafeUpdateCase(tx, caseId, derivedRow(row, steps, context));
  await tellSubject(tx, row, steps);
  await recordAudit(tx, principal, {
    action: 'case.open',
    subjectType: 'case',
    subjectId: caseId,
    detail: { no: row.no, kind, personId: row.personId ?? '' },
  });
}

/**
 * Opens a case for a person (or a post) in the principal's sight.
 * @returns the id, or: INVALID_INPUT, NOT_FOUND (person, post or unit out of sight), CASE_NOT_YOUR_STEP,
 * CASE_OWN_STEP_REFUSED, CASE_PERSON_NOT_FITTING, CASE_ALREADY_OPEN, POST_NOT_ACTIVE, POST_CODE_TAKEN, dates.
 */
export async function openCase(principal: Principal, kind: CaseKind, raw: unknown): Promise<Result<{ id: string }>> {
  return orRollback(() => transaction((tx) => openCaseIn(tx, principal, kind, raw)));
}
