import type { Tx } from '#db/client.ts';
import { type CaseRow, type StepRow, unsafeOpenCases, unsafeSteps } from '#db/dal/cases.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import { unsafeApprovePost, unsafeDropProposedPost, unsafePost } from '#db/dal/posts.ts';
import {
  unsafeAppoint,
  unsafeChangeLife,
  unsafeLeave,
  unsafeRelease,
  unsafeSubject,
} from '#db/dal/system-people-life.ts';
import type { EffectId } from '#domain/certification/case/definition.ts';
import type { CaseContext } from '#domain/certification/case/facts.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { isoDate } from '#domain/shared/dates.ts';
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

function life(change: Parameters<typeof unsafeChangeLife>[3]): Carry {
  return async (tx, { context }, personId) => {
    await unsafeChangeLife(tx, personId, context.today, change);
    return ok(true);
  };
}

function plan(kindOf: (row: CaseRow) => PlanKind): Carry {
  return async (tx, { row, actor, step }, personId) => {
    const assigned = await assignEventPlan(tx, {
      personId,
      planKind: kindOf(row),
      caseId: row.id,
      reason: `${row.no}：${step.event}`,
      assignedBy: actor.principal?.accountId ?? null,
    });
    return assigned.ok ? ok(true) : assigned;
  };
}

/** Before 上岗 the person was an ordinary one, or in the 脱密期 of an earlier post. */
const restored: Carry = async (tx, { context }, personId) => {
  const open = await unsafeOpenCases(tx, personId);
  const isCooling = open.some((one) => one.kind === 'exit');
  await unsafeChangeLife(tx, personId, context.today, { lifeState: isCooling ? 'cooling-off' : 'ordinary' });
  return ok(true);
};

const appoint: Carry = async (tx, { row, step }, personId) => {
  const post = row.postId ? await unsafePost(tx, row.postId) : null;
  if (post?.status !== 'active') return fail('POST_NOT_ACTIVE');
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
  return ok(true);
};

const ended: Carry = async (tx, { row, context }, personId) => {
  const subject = await unsafeSubject(tx, personId);
  // A person nominated anew while the 脱密期 ran keeps the state of that other case.
  if (subject?.lifeState !== 'cooling-off') return ok(true);
  const leaves = (await exitKindOf(tx, row.id)) === 'leave-unit';
  await unsafeChangeLife(tx, personId, context.today, { lifeState: leaves ? 'left' : 'ordinary', dropFlag: 'outside' });
  if (leaves) await unsafeLeave(tx, personId, context.today);
  return ok(true);
};

const openExit: Carry = async (tx, { row, context }, personId) => {
  await openBySystem(tx, 'exit', personId, row, {
    exitKind: 'leave-post',
    cause: 'not-fit',
    plannedOn: context.today,
    reason: `由${row.no}转入`,
  });
  return ok(true);
};

const openByDecision: Carry = async (tx, { row, step }, personId) => {
  const reason = `由${row.no}转入`;
  if (step.payload.decision === 'review') await openBySystem(tx, 'review', personId, row, { cause: 'matter', reason });
  if (step.payload.decision === 'suspension') {
    await openBySystem(tx, 'suspension', personId, row, { cause: 'other', reason });
  }
  return ok(true);
};

const ENTRY_PLAN = { general: 'entry-general', important: 'entry-important', core: 'entry-core' } as const;

const OF_PERSON: Readonly<Partial<Record<EffectId, Carry>>> = {
  'life-entering': life({ lifeState: 'entering' }),
  'life-restored': restored,
  'life-suspended': life({ lifeState: 'suspended' }),
  'life-resumed': life({ lifeState: 'in-post' }),
  'life-leaving': life({ lifeState: 'leaving' }),
  'life-cooling-off': coolingOff,
  'life-ended': ended,
  'plan-entry': plan((row) => ENTRY_PLAN[row.level ?? 'general']),
  'plan-exit': plan(() => 'exit'),
  'plan-travel': plan(() => 'travel'),
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
