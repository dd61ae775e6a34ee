import { db } from '#db/client.ts';
import { listCaseDocuments } from '#db/dal/case-documents.ts';
import { actingRoles, type CaseRow, findCase, recordOf, type StepRow, unsafeSteps } from '#db/dal/cases.ts';
import { unsafePost } from '#db/dal/posts.ts';
import { unsafeCasePlan, unsafeSubject } from '#db/dal/system-people-life.ts';
import type { Principal } from '#domain/access/principal.ts';
import { hasRole } from '#domain/access/principal.ts';
import { isDone, personRefusal } from '#domain/certification/case/decide.ts';
import type { StepDefinition } from '#domain/certification/case/definition.ts';
import { CASE_DEFINITIONS, isClosed, stateLabel, stepNamed } from '#domain/certification/case/definitions.ts';
import type { CaseActing, CaseContext, CaseRecord } from '#domain/certification/case/facts.ts';
import { clearanceOf, isPending, stateOf, violationDeadline } from '#domain/certification/case/fold.ts';
import { firstFailure } from '#domain/certification/case/guards.ts';
import { CASE_ACTOR_LABEL, CASE_KIND_LABEL, POST_LEVEL_LABEL } from '#domain/certification/case/kinds.ts';
import { fieldsOf, formOf } from '#domain/certification/case/papers.ts';
import type { CaseActionView, CaseStepView, CaseView, PledgeView } from '#domain/certification/case/view.ts';
import { PLAN_LABEL, type PlanKind } from '#domain/policy/plan-policy.ts';
import { dateIn, daysBetween } from '#domain/shared/dates.ts';
import { errorMessage } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { caseContext, pledgeFor } from './context.ts';
import { derivedRow } from './derived-row.ts';

type Seen = {
  readonly row: CaseRow;
  readonly steps: readonly StepRow[];
  readonly record: CaseRecord;
  readonly acting: CaseActing;
  readonly context: CaseContext;
};

function stepView(seen: Seen, step: StepRow, showsRestricted: boolean): CaseStepView {
  const definition =
    step.event === 'open' ? CASE_DEFINITIONS[seen.row.kind].opening : stepNamed(seen.row.kind, step.event);
  return {
    seqNo: step.seqNo,
    label: definition?.label ?? step.event,
    stateLabel: stateLabel(seen.row.kind, step.toState),
    entersState: step.fromState !== step.toState || step.seqNo === 1,
    by: step.actorName,
    role: CASE_ACTOR_LABEL[step.actorRole],
    opinion: step.opinion,
    at: step.at.toISOString(),
    fields: fieldsOf(formOf(seen.record, step), step.payload, showsRestricted),
  };
}

/** Guards that only what is typed into the form can answer are asked when it is sent. */
const OF_FORM =
  /-not-past$|-not-future$|-not-far$|after-departure$|not-before-opening$|in-range$|start-fits$|item-open|reported-order|pledge-read/;

function actionView(seen: Seen, step: StepDefinition): CaseActionView | null {
  const { record, acting, context } = seen;
  if (step.by.includes('system') && step.by.length === 1) return null;
  if (!personRefusal(step, record, acting).ok || isDone(step, record)) return null;
  if (step.event === 'confirm-item' && clearanceOf(record).every((item) => item.confirmedAt)) return null;
  if (step.event.endsWith('-extension') && step.event !== 'propose-extension') {
    if (!isPending(record, 'propose-extension', ['confirm-extension', 'refuse-extension'])) return null;
  }
  const guards = (step.guards ?? []).filter((id) => !OF_FORM.test(id));
  const failure = firstFailure(guards, { record, context, acting, payload: {} });
  return {
    event: step.event,
    label: step.label,
    form: step.form,
    isAside: step.aside === true,
    isNegative: step.opinion === 'disagree',
    needsPassword: step.reauthenticate === true,
    basis: step.basis,
    blockedBy: failure ? errorMessage(failure.code, failure.meta) : null,
  };
}

function actionsOf(seen: Seen): CaseActionView[] {
  const state = stateOf(seen.record);
  return CASE_DEFINITIONS[seen.row.kind].steps
    .filter((step) => step.from.includes(state))
    .flatMap((step) => actionView(seen, step) ?? []);
}

function aheadOf(seen: Seen): string[] {
  const { course, states } = CASE_DEFINITIONS[seen.row.kind];
  const at = course.indexOf(stateOf(seen.record));
  return at < 0 ? [] : course.slice(at + 1).flatMap((state) => states[state]?.label ?? []);
}

function pledgeView(seen: Seen): PledgeView | null {
  const pledge = pledgeFor(seen.row.kind);
  const isSigner = seen.acting.roles.includes('subject') && stateOf(seen.record) === 'pledge';
  if (!pledge || !isSigner) return null;
  return {
    ref: `${pledge.id}:${pledge.version}`,
    title: pledge.title,
    paragraphs: pledge.paragraphs,
    readSeconds: seen.context.policy.pledgeReadSeconds,
  };
}

async function planView(seen: Seen): Promise<CaseView['plan']> {
  const plan = await unsafeCasePlan(db, seen.row.id, env.SHOUMI_ZONE);
  if (!plan || seen.context.plan.state === 'none') return null;
  const isOwn = seen.acting.roles.includes('subject');
  const href = isOwn ? '/me' : `/hr/people/${seen.row.personId}`;
  return { title: PLAN_LABEL[plan.planKind as PlanKind], state: seen.context.plan.state, href };
}

async function aboutOf(row: CaseRow): Promise<Pick<CaseView, 'person' | 'post'>> {
  const subject = row.personId ? await unsafeSubject(db, row.personId) : null;
  const post = row.postId ? await unsafePost(db, row.postId) : null;
  return {
    person: subject
      ? { id: subject.personId, name: subject.name, employeeNo: subject.employeeNo, unit: subject.unitName }
      : null,
    post: post ? { id: post.id, code: post.code, name: post.name, level: POST_LEVEL_LABEL[post.level] } : null,
  };
}

function clearanceView({ record, steps }: Seen): CaseView['clearance'] {
  const confirmer = (id: string) =>
    steps.find((step) => step.event === 'confirm-item' && step.payload.itemId === id)?.actorName ?? null;
  return clearanceOf(record).map((item) => ({
    id: item.id,
    kind: item.kind,
    label: item.label,
    confirmedBy: confirmer(item.id),
    confirmedAt: item.confirmedAt?.toISOString() ?? null,
  }));
}

/**
 * Review material and the reasons of a refusal are for 人事部门 and 保密办; the person it is about reads of it what they
 * wrote, also when they work there.
 */
function showsRestricted(principal: Principal, seen: Seen, step: StepRow): boolean {
  if (seen.acting.roles.includes('subject')) return step.actorRole === 'subject';
  return hasRole(principal, 'hr') || hasRole(principal, 'office');
}

async function seenBy(principal: Principal, row: CaseRow): Promise<Seen> {
  const steps = await unsafeSteps(db, row.id);
  const roles = await actingRoles(db, principal, row);
  return {
    row,
    steps,
    record: recordOf(row, steps),
    acting: { accountId: principal.accountId, personId: principal.personId, roles },
    context: await caseContext(db, row, { principal, passwordConfirmed: true }),
  };
}

/**
 * A case as one viewer may see it: the timeline, who is awaited since when, what is expected, and the steps this viewer
 * can take.
 */
export async function readCase(principal: Principal, caseId: string): Promise<Result<CaseView>> {
  const row = await findCase(db, principal, caseId);
  if (!row) return fail('NOT_FOUND');
  const seen = await seenBy(principal, row);
  const { context, record, steps } = seen;
  const derived = derivedRow(row, steps, context);
  const about = await aboutOf(row);
  const documents = await listCaseDocuments(db, principal, row.id);
  const actions = actionsOf(seen);
  const state = stateOf(record);
  const definition = CASE_DEFINITIONS[row.kind].states[state];
  const { policy } = context;
  return ok({
    id: row.id,
    no: row.no,
    kind: row.kind,
    kindLabel: CASE_KIND_LABEL[row.kind],
    version: steps.length,
    ...about,
    level: row.level ? POST_LEVEL_LABEL[row.level] : null,
    state,
    stateLabel: definition?.label ?? state,
    expects: definition?.expects ?? '',
    isClosed: isClosed(row.kind, state),
    // As kept beside the steps: a last chance at the exam that was failed is no step, and 保密办 is awaited then.
    turn: row.turn.map((actor) => ({ actor, label: CASE_ACTOR_LABEL[actor] })),
    isMyTurn: actions.some((action) => !action.isAside && action.blockedBy === null),
    stateSince: derived.stateSince.toISOString(),
    waitingDays: daysBetween(dateIn(context.zone, derived.stateSince), context.today),
    dueOn: derived.dueOn,
    isOverdue: derived.turn.length > 0 && derived.dueOn !== null && derived.dueOn < context.today,
    endsOn: derived.endsOn,
    deadlineAt: row.kind === 'violation' && state === 'discovered' ? violationDeadline(record).toISOString() : null,
    steps: steps.map((step) => stepView(seen, step, showsRestricted(principal, seen, step))),
    ahead: aheadOf(seen),
    actions,
    clearance: clearanceView(seen),
    pledge: pledgeView(seen),
    plan: await planView(seen),
    documents: documents.map((one) => ({
      id: one.id,
      title: one.title,
      sha256: one.sha256,
      at: one.createdAt.toISOString(),
    })),
    periodRange:
      row.kind === 'exit' && state === 'period' ? policy.coolingOffMonths[context.highestLevel ?? 'general'] : null,
  });
}
