import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, daysBetween, isoDate } from '../shared/dates.ts';
import { dueReminders } from './decide.ts';
import type { PlanFact, ReminderFact, StepFact } from './facts.ts';
import type { Reminder } from './reminder.ts';

const RULES = { reminderDays: [30, 7, 1], stepDays: 5, travelReturnDays: 10, visitMonths: 6 };
const DUE = isoDate('2026-12-31');

const plan: PlanFact = {
  kind: 'plan',
  assignmentId: 'a1',
  personId: 'p1',
  unitId: 'u1',
  planKind: 'annual-all',
  dueOn: DUE,
  reminderDays: [30, 7, 1],
  isOpen: true,
};
const waiting: StepFact = {
  kind: 'step',
  caseId: 'c1',
  no: 'SG-2026-0001',
  caseKind: 'entry',
  personId: 'p1',
  unitId: 'u1',
  turn: ['hr', 'office'],
  since: isoDate('2026-11-01'),
  stay: '3',
  spoken: ['x'],
  isOpen: true,
};
const FACTS: readonly ReminderFact[] = [
  plan,
  waiting,
  { kind: 'review', personId: 'p1', unitId: 'u1', dueOn: DUE, isOpen: true },
  { kind: 'certificate', certificateOf: 'a1', personId: 'p1', validUntil: DUE, isOpen: true },
  { kind: 'cooling-off', caseId: 'c2', no: 'LG-2026-0001', personId: 'p1', endsOn: DUE, isOpen: true },
  { kind: 'trip', caseId: 'c3', no: 'CJ-2026-0001', personId: 'p1', returnOn: isoDate('2026-12-01'), isOpen: true },
  {
    kind: 'visit',
    caseId: 'c2',
    no: 'LG-2026-0001',
    personId: 'p1',
    unitId: 'u1',
    lastOn: isoDate('2026-06-30'),
    endsOn: isoDate('2027-11-30'),
    isOpen: true,
  },
  { kind: 'post', postId: 'o1', code: 'JL-Z001', unitId: 'u1', reviewOn: DUE, isOpen: true },
];

const on = (fact: ReminderFact, today: string) => dueReminders(fact, isoDate(today), RULES);
const rulesOn = (fact: ReminderFact, today: string) =>
  on(fact, today).map(({ key, audience }) => `${key.split(':')[2]} ${to(audience)}`);

function to(audience: Reminder['audience']): string {
  if (audience.to === 'role') return audience.role;
  return audience.to;
}

test.each([
  ['2026-11-30', []],
  ['2026-12-01', ['before-30 person']],
  ['2026-12-23', ['before-30 person']],
  ['2026-12-24', ['before-7 person']],
  ['2026-12-30', ['before-1 person']],
  ['2026-12-31', ['before-1 person']],
  ['2027-01-01', ['overdue person', 'overdue unit']],
  ['2027-01-07', ['overdue person', 'overdue unit', 'overdue-7 hr']],
  ['2027-01-30', ['overdue person', 'overdue unit', 'overdue-7 hr']],
  ['2027-01-31', []],
])('a plan due on 2026-12-31 has on %s exactly the latest of its thresholds due: %j', (today, rules) => {
  expect(rulesOn(plan, today)).toEqual(rules);
});

test('a new due date begins a new row of reminders, the old keys standing for the old date', () => {
  const [first] = on(plan, '2026-12-24');
  const [second] = on({ ...plan, dueOn: isoDate('2027-01-31') }, '2027-01-24');
  expect([first?.key, second?.key]).toEqual(['plan:a1:before-7:2026-12-31', 'plan:a1:before-7:2027-01-31']);
});

test('a step that waits is told from the day after its time on, and again each so many days, to all awaited', () => {
  expect(on(waiting, '2026-11-06')).toEqual([]);
  expect(rulesOn(waiting, '2026-11-07')).toEqual(['waiting-1 hr', 'waiting-1 office']);
  expect(rulesOn(waiting, '2026-11-11')).toEqual(['waiting-1 hr', 'waiting-1 office']);
  expect(rulesOn(waiting, '2026-11-12')).toEqual(['waiting-2 hr', 'waiting-2 office']);
});

test('no office is reminded of the own case, nor one that has spoken; the person is when the step is the own', () => {
  expect(on(waiting, '2026-11-07').map((one) => [one.exceptPersonId, one.exceptAccountIds])).toEqual([
    ['p1', ['x']],
    ['p1', ['x']],
  ]);
  const [own] = on({ ...waiting, turn: ['subject'] }, '2026-11-07');
  expect([own?.audience, own?.exceptPersonId]).toEqual([{ to: 'person', personId: 'p1' }, null]);
});

test('a visit that would fall after the end of the 脱密期 is asked of nobody', () => {
  const visit = FACTS.find((fact) => fact.kind === 'visit');
  if (visit?.kind !== 'visit') throw new Error('no visit among the facts');
  expect(on({ ...visit, endsOn: isoDate('2026-12-29') }, '2026-12-24')).toEqual([]);
  expect(rulesOn(visit, '2026-12-24')).toEqual(['before-7 unit', 'before-7 office']);
});

test('a trip is asked for from the day after the planned return and told to 保密办 only when overdue', () => {
  const trip = FACTS.find((fact) => fact.kind === 'trip');
  if (!trip) throw new Error('no trip among the facts');
  expect(on(trip, '2026-12-01')).toEqual([]);
  expect(rulesOn(trip, '2026-12-02')).toEqual(['before-9 person']);
  expect(rulesOn(trip, '2026-12-12')).toEqual(['overdue person', 'overdue office']);
});

describe('run on any days, with a memory of the keys told', () => {
  const anyFact = fc.constantFrom(...FACTS);
  /** Days from 2026-10-01 on which the reminders ran, in order; gaps are times when nothing ran. */
  const runs = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 80 }).map((days) => {
    const sorted = [...days].sort((a, b) => a - b);
    return sorted.map((day) => addDays(isoDate('2026-10-01'), day));
  });

  it('tells no key twice to one audience, however often and irregularly it runs', () => {
    fc.assert(
      fc.property(anyFact, runs, (fact, days) => {
        const told = new Set<string>();
        for (const today of days.flatMap((day) => [day, day])) {
          const keys = dueReminders(fact, today, RULES).map((one) => `${one.key} ${to(one.audience)}`);
          expect(new Set(keys).size).toBe(keys.length);
          for (const key of keys) told.add(key);
        }
        // Each key names its rule and date, so what can ever be told is bounded by the rules, not by the runs.
        if (fact.kind !== 'step') expect(told.size).toBeLessThanOrEqual(14);
      }),
    );
  });

  it('tells one audience at most one new thing a run, the latest, whatever was missed before', () => {
    fc.assert(
      fc.property(anyFact, runs, (fact, days) => {
        const told = new Set<string>();
        for (const today of days) {
          const fresh = dueReminders(fact, today, RULES)
            .map((one) => ({ ...one, id: `${one.key} ${to(one.audience)}` }))
            .filter(({ id }) => !told.has(id));
          const audiences = fresh.map((one) => to(one.audience));
          expect(new Set(audiences).size).toBe(audiences.length);
          for (const { id } of fresh) told.add(id);
        }
      }),
    );
  });

  it('tells what it would have told yesterday, once, when it did not run yesterday', () => {
    fc.assert(
      fc.property(anyFact, fc.integer({ min: 0, max: 200 }), (fact, day) => {
        const yesterday = addDays(isoDate('2026-10-01'), day);
        const today = addDays(yesterday, 1);
        const missed = dueReminders(fact, yesterday, RULES);
        const later = dueReminders(fact, today, RULES);
        for (const one of missed) {
          const same = later.filter((other) => to(other.audience) === to(one.audience));
          // The same thing, or a later threshold that stands for it – or its time is over for good.
          expect(same.length).toBeLessThanOrEqual(1);
          if (same.length === 0) expect(isOver(fact, today)).toBe(true);
        }
      }),
    );
  });

  it('tells nothing of what is done, ended, exempt or closed', () => {
    fc.assert(
      fc.property(anyFact, runs, (fact, days) => {
        for (const today of days) expect(dueReminders({ ...fact, isOpen: false }, today, RULES)).toEqual([]);
      }),
    );
  });

  it('lets nothing out but a date: no name, number, level or kind', () => {
    fc.assert(
      fc.property(anyFact, runs, (fact, days) => {
        for (const one of days.flatMap((today) => dueReminders(fact, today, RULES)))
          expect(one.outgoing.text).toMatch(
            /^您有一项待办(将于|已于|自) \d{4}-\d{2}-\d{2} (到期|起等待办理)，请登录系统查看。$/,
          );
      }),
    );
  });
});

/** True when nothing is said about the fact any more because its dates lie too far back, or nothing follows them. */
function isOver(fact: ReminderFact, today: string): boolean {
  switch (fact.kind) {
    case 'certificate':
      return today > fact.validUntil;
    case 'cooling-off':
      return today > fact.endsOn;
    case 'trip':
      return daysBetween(fact.returnOn, isoDate(today)) > 40;
    case 'step':
      return false;
    default:
      return daysBetween(DUE, isoDate(today)) > 30 || (fact.kind === 'visit' && today > '2026-12-30');
  }
}
