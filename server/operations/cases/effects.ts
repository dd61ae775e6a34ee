import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { type CaseRow, type StepRow, unsafeOpenCases, unsafeSteps } from '#db/dal/cases.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import { unsafeApprovePost, unsafeDropProposedPost, unsafeLockPost } from '#db/dal/posts.ts';
import {
  unsafeAppoint,
  unsafeChangeLife,
  unsafeEndOffices,
  unsafeLeave,
  unsafeRelease,
  unsafeSubject,
} from '#db/dal/system-people-life.ts';
import type { EffectId } from '#domain/certification/case/definition.ts';
import type { CaseContext } from '#domain/certification/case/facts.ts';
import { CASE_KIND_LABEL, type CaseKind, POST_LEVEL_LABEL } from '#domain/certification/case/kinds.ts';
import { openingFailure } from '#domain/certification/case/opening.ts';
import { LIFE_LABEL, type LifeState } from '#domain/people/types.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { assignEventPlan } from '../plans/assign-event.ts';
import type { Actor } from './derived-row.ts';
import { openBySystem } from './open-by-system.ts';

type Given = {
  readonly row: CaseRow;
  readonly step: StepRow;
  readonly effects: readonly EffectId[];
  readonly actor: Actor;
  readonly context: CaseContext;
};
type Carry = (tx: Tx, given: Given, personId: string) => Promise<Result<true>>;

/**
 * Changes the life state, only from the states the change belongs to. Other matters may have changed the person's state since the case was
 * opened; what they decided is never undone by this one.
 */
function lifeFrom(from: readonly LifeState[], to: LifeState): Carry {
  return async (tx, { row, context }, personId) => {
    const stands = await standing(tx, personId, row.kind, from);
    if (!stands.ok) return stands;
    await unsafeChangeLife(tx, personId, context.today, { lifeState: to });
    return ok(true);
  };
}

const GONE = '已离开本单位。';

async function standing(tx: Tx, personId: string, kind: CaseKind, from: readonly LifeState[]): Promise<Result<true>> {
  const subject = await unsafeSubject(tx, personId);
  if (subject && from.includes(subject.lifeState)) return ok(true);
  const why = subject ? `当前状态是“${LIFE_LABEL[subject.lifeState]}”。` : GONE;
  return fail('CASE_PERSON_NOT_FITTING', { kind: CASE_KIND_LABEL[kind], why });
}

type DayOf = (tx: Tx, caseId: string) => Promise<IsoDate>;

function plan(kindOf: (row: CaseRow) => PlanKind, lastDayOf?: DayOf): Carry {
  return async (tx, { row, actor, step }, personId) => {
    const assigned = await assignEventPlan(tx, {
      personId,
      planKind: kindOf(row),
      caseId: row.id,
      reason: `${row.no}：${step.event}`,
      assignedBy: actor.principal?.accountId ?? null,
      ...(lastDayOf ? { dueBy: await lastDayOf(tx, row.id) } : {}),
    });
    return assigned.ok ? ok(true) : assigned;
  };
}

/** The education is for the trip: whoever leaves in two days has two days. */
const departureOf: DayOf = async (tx, caseId) => isoDate(String((await unsafeSteps(tx, caseId))[0]?.payload.departOn));

/** Before 上岗 the person was an ordinary one, or in the 脱密期 of an earlier post, which may have ended meanwhile. */
const restored: Carry = async (tx, { context }, personId) => {
  const open = await unsafeOpenCases(tx, personId);
  if (open.some((one) => one.kind === 'exit')) {
    await unsafeChangeLife(tx, personId, context.today, { lifeState: 'cooling-off' });
    return ok(true);
  }
  const subject = await unsafeSubject(tx, personId);
  await endLife(tx, personId, context, subject?.flags.includes('outside') ?? false);
  return ok(true);
};

async function endLife(tx: Tx, personId: string, { today }: CaseContext, leaves: boolean): Promise<void> {
  await unsafeChangeLife(tx, personId, today, { lifeState: leaves ? 'left' : 'ordinary', dropFlag: 'outside' });
  if (leaves) await unsafeLeave(tx, personId, today);
}

/** The post must stand as it stood when the person was reviewed and taught for it. */
const appoint: Carry = async (tx, { row, step }, personId) => {
  const post = row.postId ? await unsafeLockPost(tx, row.postId) : null;
  if (post?.status !== 'active') return fail('POST_NOT_ACTIVE');
  if (post.level !== row.level) return fail('POST_LEVEL_CHANGED', { level: POST_LEVEL_LABEL[post.level] });
  const stands = await standing(tx, personId, row.kind, row.kind === 'entry' ? ['entering'] : ['in-post']);
  if (!stands.ok) return stands;
  const isHere = (await unsafeSubject(tx, personId))?.worksHere === true;
  if (!isHere) return fail('CASE_PERSON_NOT_FITTING', { kind: CASE_KIND_LABEL[row.kind], why: GONE });
  const from = isoDate(String(step.payload.effectiveOn));
  await unsafeAppoint(tx, { personId, postId: post.id, caseId: row.id, from });
  await unsafeChangeLife(tx, personId, from, { lifeState: 'in-post', category: post.level, dropFlag: 'outside' });
  return ok(true);
};

const release: Carry = async (tx, { context }, personId) => {
  await unsafeRelease(tx, personId, context.today);
  return ok(true);
};

async function exitKindOf(tx: Tx, caseId: string): Promise<string> {
  return String((await unsafeSteps(tx, caseId))[0]?.payload.exitKind ?? 'leave-post');
}

const coolingOff: Carry = async (tx, { row, context }, personId) => {
  const leaves = (await exitKindOf(tx, row.id)) === 'leave-unit';
  await unsafeChangeLife(tx, personId, context.today, {
    lifeState: 'cooling-off',
    category: 'none',
    ...(leaves ? { addFlag: 'outside' } : {}),
  });
  if (leaves) await endOffices(tx, row, personId);
  return ok(true);
};

async function endOffices(tx: Tx, { no }: CaseRow, personId: string): Promise<void> {
  const ended = await unsafeEndOffices(tx, personId);
  if (!ended) return;
  await unsafeRecordSystemAudit(tx, '系统（流程）', {
    action: 'account.offices-ended',
    subjectType: 'account',
    subjectId: ended.accountId,
    detail: { no, roles: ended.roles },
  });
}

const ended: Carry = async (tx, { row, context }, personId) => {
  const subject = await unsafeSubject(tx, personId);
  // A person nominated anew while the 脱密期 ran keeps the state of that other case.
  if (subject?.lifeState !== 'cooling-off') return ok(true);
  await endLife(tx, personId, context, (await exitKindOf(tx, row.id)) === 'leave-unit');
  return ok(true);
};

/**
 * Opens what follows from a decision. One that is open already will do; one that cannot be opened keeps the decision from
 * being made, so that nothing decided is dropped in silence.
 */
async function follow(
  tx: Tx,
  kind: Exclude<CaseKind, 'post'>,
  personId: string,
  { row }: Given,
  payload: Readonly<Record<string, unknown>>,
): Promise<Result<true>> {
  const subject = await unsafeSubject(tx, personId);
  const failure = subject ? openingFailure(kind, subject) : null;
  if (failure && failure.code !== 'CASE_ALREADY_OPEN') return fail(failure.code, failure.meta);
  await openBySystem(tx, kind, personId, row, { reason: `由${row.no}转入`, ...payload });
  return ok(true);
}

/** Whoever is in no post any more, or gone, has nothing to leave. */
const openExit: Carry = async (tx, given, personId) => {
  const subject = await unsafeSubject(tx, personId);
  const isHere = subject?.worksHere === true && ['in-post', 'suspended'].includes(subject.lifeState);
  if (!isHere) return ok(true);
  const plannedOn = given.context.today;
  return follow(tx, 'exit', personId, given, { exitKind: 'leave-post', cause: 'not-fit', plannedOn });
};

const openByDecision: Carry = async (tx, given, personId) => {
  const { decision } = given.step.payload;
  if (decision === 'review') return follow(tx, 'review', personId, given, { cause: 'matter' });
  if (decision === 'suspension') return follow(tx, 'suspension', personId, given, { cause: 'other' });
  return ok(true);
};

const ENTRY_PLAN = { general: 'entry-general', important: 'entry-important', core: 'entry-core' } as const;

const OF_PERSON: Readonly<Partial<Record<EffectId, Carry>>> = {
  'life-entering': lifeFrom(['ordinary', 'cooling-off'], 'entering'),
  'life-restored': restored,
  'life-suspended': lifeFrom(['in-post'], 'suspended'),
  'life-resumed': lifeFrom(['suspended'], 'in-post'),
  'life-leaving': lifeFrom(['in-post', 'suspended'], 'leaving'),
  'life-cooling-off': coolingOff,
  'life-ended': ended,
  'plan-entry': plan((row) => ENTRY_PLAN[row.level ?? 'general']),
  'plan-exit': plan(() => 'exit'),
  'plan-travel': plan(() => 'travel', departureOf),
  appoint,
  release,
  'open-exit': openExit,
  'open-by-decision': openByDecision,
};

async function carryForPost(tx: Tx, effect: EffectId, postId: string, given: Given): Promise<Result<true>> {
  if (effect === 'post-approve') return unsafeApprovePost(tx, postId, given.row.id, given.context.today);
  if (effect === 'post-refuse') await unsafeDropProposedPost(tx, postId);
  return ok(true);
}

async function carryOne(tx: Tx, effect: EffectId, given: Given): Promise<Result<true>> {
  const { personId, postId } = given.row;
  const carry = OF_PERSON[effect];
  if (carry && personId) return carry(tx, given, personId);
  return postId ? carryForPost(tx, effect, postId, given) : ok(true);
}

/** Carries out what follows from a step, in order; the first that fails ends it and the caller rolls back. */
export async function carryOut(tx: Tx, given: Given): Promise<Result<true>> {
  const { row, effects } = given;
  for (const effect of effects) {
    const done = await carryOne(tx, effect, given);
    if (!done.ok) return done;
  }
  const changesLife = effects.some((effect) => effect.startsWith('life-') || effect === 'appoint');
  if (row.personId && changesLife) await refreshPlanProgressOfPerson(tx, row.personId);
  return ok(true);
}
