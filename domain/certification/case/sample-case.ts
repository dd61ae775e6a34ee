import { isoDate } from '../../shared/dates.ts';
import { automaticMove, decide } from './decide.ts';
import type { StepDefinition } from './definition.ts';
import { CASE_DEFINITIONS } from './definitions.ts';
import type { CaseActing, CaseContext, CaseRecord, RecordedStep } from './facts.ts';
import { stateOf } from './fold.ts';
import type { CaseActor, CaseKind } from './kinds.ts';

/** Cases for tests: every guard holds in `context` unless a test changes it. */
const NOW = new Date('2026-11-21T02:00:00Z');
const TODAY = isoDate('2026-11-21');
const SUBJECT = 'subject-person';

const policy: CaseContext['policy'] = {
  reviewMonths: { general: 36, important: 24, core: 12 },
  coolingOffMonths: { general: { min: 6, max: 12 }, important: { min: 12, max: 24 }, core: { min: 24, max: 36 } },
  resultValidDays: 90,
  reportWorkdays: 10,
  travelReturnDays: 10,
  stepDays: 5,
  visitMonths: 6,
  pledgeReadSeconds: 60,
  coolingOffAccess: 'education-and-reports',
  suspendOn: { examFailed: true, planOverdue: true },
  clearance: { carriers: ['纸质载体'], devices: ['计算机'], accounts: ['账号'], badges: ['证件'] },
  reminderDays: [30, 7, 1],
  basis: '测试',
};

export const context: CaseContext = {
  now: NOW,
  today: TODAY,
  zone: 'Asia/Shanghai',
  policy,
  plan: { state: 'complete', completedOn: TODAY, dueOn: TODAY },
  highestLevel: 'general',
  openKinds: [],
  isInPost: false,
  pledgeOpenSeconds: 120,
  pledgeInForce: 'entry:1',
  hasFreshScan: true,
  passwordConfirmed: true,
};

export function step(values: Partial<RecordedStep> & Pick<RecordedStep, 'seqNo'>): RecordedStep {
  return {
    round: 1,
    event: 'open',
    fromState: '',
    toState: '',
    actorRole: 'hr',
    actorAccountId: `account-${values.seqNo}`,
    actorPersonId: `person-${values.seqNo}`,
    isOpinion: false,
    opinion: null,
    payload: {},
    at: NOW,
    ...values,
  };
}

export const OPENING: Readonly<Record<string, unknown>> = {
  departOn: '2026-12-01',
  returnOn: '2026-12-10',
  discoveredAt: '2026-11-21T09:00:00+08:00',
  fromOn: '2026-12-01',
  exitKind: 'leave-post',
};

/** A case that has just come into a state, with nothing recorded in it. */
export function recordIn(kind: CaseKind, state: string): CaseRecord {
  const opened = step({ seqNo: 1, toState: state, fromState: state, payload: OPENING, actorRole: 'unit' });
  return { kind, subjectPersonId: kind === 'post' ? null : SUBJECT, level: 'general', steps: [opened] };
}

export function acting(...roles: CaseActor[]): CaseActing {
  const isSubject = roles.includes('subject');
  return { accountId: 'me', personId: isSubject ? SUBJECT : 'someone', roles };
}

/** Values every form accepts. */
export function valuesFor(one: StepDefinition): Record<string, string | number | boolean> {
  const entries = one.form.map((field): [string, string | number | boolean] => {
    if (field.kind === 'select') return [field.name, field.options?.[0]?.value ?? ''];
    if (field.kind === 'checkbox') return [field.name, true];
    if (field.kind === 'number') return [field.name, 6];
    if (field.kind === 'date') return [field.name, '2026-11-21'];
    if (field.kind === 'datetime') return [field.name, '2026-11-21T10:00:00+08:00'];
    if (field.name === 'pledge') return [field.name, 'entry:1'];
    if (field.name === 'itemId') return [field.name, 'carriers-1'];
    return [field.name, '测试说明文字'.repeat(3)];
  });
  return Object.fromEntries(entries);
}

type Journey = readonly (readonly [CaseActor, string, Record<string, string | number | boolean>?])[];

/** Lets different people take steps one after the other and returns the states gone through. */
export function walk(
  kind: CaseKind,
  journey: Journey,
  opening: Record<string, unknown> = OPENING,
  given: CaseContext = context,
) {
  const definition = CASE_DEFINITIONS[kind];
  const initial = definition.opening.initialOf?.(opening) ?? definition.opening.initial;
  let record: CaseRecord = {
    kind,
    subjectPersonId: kind === 'post' ? null : SUBJECT,
    level: 'general',
    steps: [
      step({
        seqNo: 1,
        fromState: initial,
        toState: initial,
        payload: opening,
        actorAccountId: 'opener',
        actorRole: 'unit',
      }),
    ],
  };
  const states = [initial];
  const add = (
    event: string,
    actorRole: CaseActor,
    move: { toState: string; round: number; isOpinion: boolean; opinion: 'agree' | 'disagree' | null; payload: object },
    more: object = {},
  ) => {
    const seqNo = record.steps.length + 1;
    const taken = step({
      seqNo,
      event,
      fromState: stateOf(record),
      toState: move.toState,
      round: move.round,
      actorRole,
      isOpinion: move.isOpinion,
      opinion: move.opinion,
      payload: { ...move.payload, ...more },
      actorAccountId: actorRole === 'system' ? null : `${actorRole}-account`,
      actorPersonId: actorRole === 'subject' ? SUBJECT : `${actorRole}-person`,
    });
    record = { ...record, steps: [...record.steps, taken] };
    if (states.at(-1) !== move.toState) states.push(move.toState);
  };
  for (const [role, event, values] of journey) {
    const definitionStep = definition.steps.find((one) => one.event === event && one.from.includes(stateOf(record)));
    const payload = { ...(definitionStep ? valuesFor(definitionStep) : {}), ...values };
    const person = {
      accountId: `${role}-account`,
      personId: role === 'subject' ? SUBJECT : `${role}-person`,
      roles: [role],
    };
    const move = decide(record, event, payload, person, given);
    if (!move.ok) throw new Error(`${stateOf(record)} / ${event} by ${role}: ${move.error.code}`);
    const items =
      event === 'approve-exit' ? { items: [{ id: 'carriers-1', kind: 'carriers', label: '纸质载体' }] } : {};
    add(event, role, move.value, items);
    for (let next = automaticMove(record, given); next; next = automaticMove(record, given))
      add(next.step.event, 'system', next);
  }
  return { states, record };
}
