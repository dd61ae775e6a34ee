import { fail, ok, type Result } from '../../shared/result.ts';
import type { StepDefinition } from './definition.ts';
import { CASE_DEFINITIONS, isClosed, stateLabel, stepFrom, stepNamed } from './definitions.ts';
import type { CaseActing, CaseContext, CaseRecord } from './facts.ts';
import { latest, openingOf, roundOf, stateOf } from './fold.ts';
import { type FormValues, schemaOf } from './form.ts';
import { firstFailure } from './guards.ts';
import { CASE_ACTOR_LABEL, type CaseActor } from './kinds.ts';

/** A step that may be recorded: what the row of `case_transitions` says, and what follows from it. */
export type Move = {
  readonly step: StepDefinition;
  readonly fromState: string;
  readonly toState: string;
  readonly round: number;
  readonly actorRole: CaseActor;
  readonly isOpinion: boolean;
  readonly opinion: 'agree' | 'disagree' | null;
  readonly payload: FormValues;
};

function roleFor(step: StepDefinition, record: CaseRecord, acting: CaseActing, isOwn: boolean): CaseActor | null {
  // Towards the own case everybody is the person concerned and nothing else.
  if (isOwn && step.by.includes('subject') && acting.roles.includes('subject')) return 'subject';
  const candidates = step.by.filter((role) => acting.roles.includes(role));
  // Where two sides must act, the role of the side that has not acted yet.
  const proposed = (step.guards ?? []).includes('other-side-than-proposer')
    ? (latest(record, 'propose-resume') ?? openingOf(record))
    : openingOf(record);
  return candidates.find((role) => role !== proposed.actorRole) ?? candidates[0] ?? null;
}

/** Whether somebody may take this step at all: the right office, not the own case, not the own proposal, not twice. */
export function personRefusal(step: StepDefinition, record: CaseRecord, acting: CaseActing): Result<CaseActor> {
  const isOwn = record.subjectPersonId !== null && acting.personId === record.subjectPersonId;
  const role = roleFor(step, record, acting, isOwn);
  const meta = { step: step.label, who: step.by.map((one) => CASE_ACTOR_LABEL[one]).join('或') };
  if (isOwn && role !== 'subject') {
    return step.by.includes('subject') || role === null
      ? fail('CASE_NOT_YOUR_STEP', meta)
      : fail('CASE_OWN_STEP_REFUSED', { step: step.label });
  }
  if (role === null) return fail('CASE_NOT_YOUR_STEP', meta);
  if (!step.opinion) return ok(role);
  const opening = openingOf(record);
  // The unit speaks once as proposer and once with its opinion; whoever concludes or approves must be somebody else.
  if (role !== 'unit' && !isOtherSide(step) && opening.actorAccountId === acting.accountId)
    return fail('CASE_OPENER_REFUSED', { step: step.label });
  const round = roundOf(record) + (step.newRound ? 1 : 0);
  const hasSpoken = record.steps.some(
    (one) => one.isOpinion && one.round === round && one.actorAccountId === acting.accountId,
  );
  return hasSpoken ? fail('CASE_SECOND_OPINION_REFUSED', { step: step.label }) : ok(role);
}

/** Steps that two sides check each other in have a rule of their own about who proposed. */
function isOtherSide(step: StepDefinition): boolean {
  return (step.guards ?? []).some((guard) => guard.startsWith('other-side'));
}

/** True when a step that records something was taken in this round already. */
export function isDone(step: StepDefinition, record: CaseRecord): boolean {
  return (
    step.to === 'same' && !step.repeatable && !step.newRound && latest(record, step.event, roundOf(record)) !== null
  );
}

function opinionOf(step: StepDefinition, payload: FormValues): 'agree' | 'disagree' | null {
  if (!step.opinion) return null;
  if (step.opinion !== 'asked') return step.opinion;
  return payload.opinion === 'disagree' ? 'disagree' : 'agree';
}

function parsed(step: StepDefinition, raw: unknown): Result<FormValues> {
  const result = schemaOf(step.form).safeParse(raw);
  if (!result.success) {
    const issue = result.error.issues[0];
    const field = step.form.find((one) => one.name === issue?.path[0]);
    return fail('INVALID_INPUT', { where: field ? `${field.label}：${issue?.message}` : '内容' });
  }
  const isSilentNo = result.data.opinion === 'disagree' && !result.data.comment;
  return isSilentNo ? fail('CASE_REASON_NEEDED') : ok(result.data);
}

function moveOf(step: StepDefinition, record: CaseRecord, role: CaseActor, payload: FormValues): Move {
  const fromState = stateOf(record);
  return {
    step,
    fromState,
    toState: step.to === 'same' ? fromState : step.to,
    round: roundOf(record) + (step.newRound ? 1 : 0),
    actorRole: role,
    isOpinion: step.opinion !== undefined,
    opinion: opinionOf(step, payload),
    payload,
  };
}

/** The row of the table for an event in the state the case is in, or why there is none. */
export function stepNow(record: CaseRecord, event: string): Result<StepDefinition> {
  const state = stateOf(record);
  const step = stepFrom(record.kind, event, state);
  if (step) return ok(step);
  const known = stepNamed(record.kind, event);
  if (!known) return fail('CASE_STEP_UNKNOWN');
  const meta = { step: known.label, state: stateLabel(record.kind, state) };
  return fail(isClosed(record.kind, state) ? 'CASE_CLOSED' : 'CASE_STEP_OUT_OF_ORDER', meta);
}

/**
 * Whether a person may take a step of a case now, with what was given. Nothing is decided from anything but the recorded
 * steps, the facts in `context` and the table.
 *
 * @returns the move to record, or: CASE_STEP_UNKNOWN, CASE_STEP_OUT_OF_ORDER, CASE_CLOSED, CASE_NOT_YOUR_STEP,
 * CASE_OWN_STEP_REFUSED, CASE_OPENER_REFUSED, CASE_SECOND_OPINION_REFUSED, CASE_STEP_DONE, INVALID_INPUT,
 * CASE_REASON_NEEDED, CASE_PASSWORD_NEEDED and the codes of the guards; the first that applies.
 */
export function decide(
  record: CaseRecord,
  event: string,
  raw: unknown,
  acting: CaseActing,
  context: CaseContext,
): Result<Move> {
  const step = stepNow(record, event);
  if (!step.ok) return step;
  const role = personRefusal(step.value, record, acting);
  if (!role.ok) return role;
  if (isDone(step.value, record)) return fail('CASE_STEP_DONE', { step: step.value.label });
  const payload = parsed(step.value, raw);
  if (!payload.ok) return payload;
  if (step.value.reauthenticate && !context.passwordConfirmed) return fail('CASE_PASSWORD_NEEDED');
  const failure = firstFailure(step.value.guards ?? [], { record, context, acting, payload: payload.value });
  if (failure) return fail(failure.code, failure.meta);
  return ok(moveOf(step.value, record, role.value, payload.value));
}

/** The step the system takes by itself now, or null. Asked again after every move until there is none. */
export function automaticMove(record: CaseRecord, context: CaseContext): Move | null {
  const state = stateOf(record);
  for (const kindStep of automaticSteps(record, state)) {
    const failure = firstFailure(kindStep.guards ?? [], { record, context, acting: null, payload: {} });
    if (!failure) return moveOf(kindStep, record, 'system', {});
  }
  return null;
}

function automaticSteps(record: CaseRecord, state: string): StepDefinition[] {
  return CASE_DEFINITIONS[record.kind].steps.filter((step) => step.from.includes(state) && step.by.includes('system'));
}
