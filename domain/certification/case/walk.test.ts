import { describe, expect, it } from 'vitest';
import { decide, personRefusal } from './decide.ts';
import type { StateDefinition, StepDefinition } from './definition.ts';
import { CASE_DEFINITIONS } from './definitions.ts';
import { GUARDS } from './guards.ts';
import { CASE_KINDS, type CaseKind } from './kinds.ts';
import { acting, context, recordIn, step, valuesFor } from './sample-case.ts';

const EVENTS = (kind: CaseKind) => [...new Set(CASE_DEFINITIONS[kind].steps.map((one) => one.event))];
const STATES = (kind: CaseKind) => Object.keys(CASE_DEFINITIONS[kind].states);

function checkRow(one: StepDefinition, states: Readonly<Record<string, StateDefinition>>): void {
  for (const from of one.from) {
    expect(states[from], `${one.event} from ${from}`).toBeDefined();
    expect(states[from]?.closed, `${one.event} leaves the closed ${from}`).not.toBe(true);
  }
  if (one.to !== 'same') expect(states[one.to], `${one.event} to ${one.to}`).toBeDefined();
  for (const guard of one.guards ?? []) expect(Object.hasOwn(GUARDS, guard)).toBe(true);
  expect(new Set(one.form.map((field) => field.name)).size).toBe(one.form.length);
}

describe('the table itself', () => {
  it.each(CASE_KINDS)(
    'of %s names only states, guards and forms that exist, and every open state has a way out',
    (kind) => {
      const { states, steps, opening, course } = CASE_DEFINITIONS[kind];
      expect(states[opening.initial]).toBeDefined();
      for (const state of course) expect(states[state]).toBeDefined();
      for (const one of steps) checkRow(one, states);
      for (const [state, definition] of Object.entries(states)) {
        const leaves = steps.some((one) => one.from.includes(state) && one.to !== 'same' && one.to !== state);
        expect(leaves, state).toBe(definition.closed !== true);
      }
    },
  );

  it.each(CASE_KINDS)('of %s has one row for each pair of event and state', (kind) => {
    for (const event of EVENTS(kind)) {
      const from = CASE_DEFINITIONS[kind].steps.filter((one) => one.event === event).flatMap((one) => one.from);
      expect(new Set(from).size, event).toBe(from.length);
    }
  });
});

describe('every pair of state and event outside the table', () => {
  it.each(CASE_KINDS)('of %s is refused, whoever asks', (kind) => {
    for (const state of STATES(kind)) {
      for (const event of EVENTS(kind)) {
        const isAllowed = CASE_DEFINITIONS[kind].steps.some((one) => one.event === event && one.from.includes(state));
        if (isAllowed) continue;
        const result = decide(recordIn(kind, state), event, {}, acting('unit', 'hr', 'office', 'leader'), context);
        expect(result.ok, `${state} / ${event}`).toBe(false);
        if (!result.ok) expect(['CASE_STEP_OUT_OF_ORDER', 'CASE_CLOSED']).toContain(result.error.code);
      }
      const unknown = decide(recordIn(kind, state), 'no-such-step', {}, acting('hr'), context);
      expect(!unknown.ok && unknown.error.code).toBe('CASE_STEP_UNKNOWN');
    }
  });
});

describe('every step of the table', () => {
  const rows = CASE_KINDS.flatMap((kind) =>
    CASE_DEFINITIONS[kind].steps.flatMap((one) =>
      one.from.map((state) => ({ kind, state, one, title: `${kind}: ${state} → ${one.event}` })),
    ),
  );

  it.each(rows)('$title is refused to every office it does not name', ({ kind, state, one }) => {
    const others = (['unit', 'hr', 'office', 'leader'] as const).filter((role) => !one.by.includes(role));
    const result = personRefusal(one, recordIn(kind, state), acting(...others));
    expect(result.ok).toBe(false);
  });

  it.each(rows.filter(({ kind }) => kind !== 'post'))(
    '$title is refused to the person it is about, unless it is the own step',
    ({ kind, state, one }) => {
      const result = personRefusal(one, recordIn(kind, state), acting('subject', 'unit', 'hr', 'office', 'leader'));
      expect(result.ok).toBe(one.by.includes('subject'));
      if (!result.ok) expect(['CASE_OWN_STEP_REFUSED', 'CASE_NOT_YOUR_STEP']).toContain(result.error.code);
    },
  );

  it.each(rows.filter(({ one }) => one.opinion && !one.newRound))(
    '$title takes no second opinion of one person in a round',
    ({ kind, state, one }) => {
      const record = recordIn(kind, state);
      const spoken = step({
        seqNo: 2,
        event: 'opinion',
        fromState: state,
        toState: state,
        isOpinion: true,
        opinion: 'agree',
        actorAccountId: 'me',
      });
      const result = personRefusal(one, { ...record, steps: [...record.steps, spoken] }, acting(...one.by));
      expect(!result.ok && result.error.code).toBe('CASE_SECOND_OPINION_REFUSED');
    },
  );

  it.each(rows.filter(({ one }) => one.reauthenticate))(
    '$title asks for the password again',
    ({ kind, state, one }) => {
      const result = decide(recordIn(kind, state), one.event, valuesFor(one), acting('subject'), {
        ...context,
        passwordConfirmed: false,
      });
      expect(!result.ok && result.error.code).toBe('CASE_PASSWORD_NEEDED');
    },
  );
});
