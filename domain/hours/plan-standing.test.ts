import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanPolicy } from '../policy/plan-policy.ts';
import { isoDate } from '../shared/dates.ts';
import type { PlanLedgerRow } from './counting.ts';
import { countMinutes } from './ledger.ts';
import { type PlanFacts, planStanding, type StandingRule, unitOrganisedMinutes } from './plan-standing.ts';

const policy: PlanPolicy = {
  planKind: 'annual-all',
  version: 1,
  title: '全员年度保密教育',
  requiredMinutes: 40,
  minutesPerHour: 45,
  requiredLessons: ['m5-a', 'm6-b'],
  electiveLessons: ['m7-c', 'm7-d'],
  blueprintId: 'annual',
  lessonsBeforeExam: false,
  unitOrganisedPercent: 0,
  topicMinutes: {},
  exam: null,
  dueDays: 30,
  dueMonthDay: '12-31',
  reminderDays: [30, 7, 1],
  certificateTitle: '培训考核合格证明',
  certificateValidMonths: 12,
  effectiveFromYear: 2026,
  basis: '本单位规定',
};
const lesson = (id: string, minutes: number): PlanLedgerRow => ({
  id: `row-${id}`,
  mode: 'online',
  minutes,
  title: `课程 ${id}`,
  lessonId: id,
  topics: [],
  reversesId: null,
  isUnitOrganised: false,
});
const session: PlanLedgerRow = {
  ...lesson('x', 20),
  id: 'row-session',
  mode: 'session',
  lessonId: null,
  title: '集中培训',
};
const passed = { passed: true, attemptsLeft: 1, attempts: [{ id: 'a1', title: '第 1 次', passed: true, reason: '' }] };
const untried = { passed: false, attemptsLeft: 3, attempts: [] };
const facts = (change: Partial<PlanFacts> = {}): PlanFacts => ({
  rows: [],
  lessons: { 'm5-a': { title: '保密十项规定', topics: [] }, 'm7-d': { title: '案例', topics: ['保密违法案例警示'] } },
  exam: untried,
  asOf: isoDate('2026-11-21'),
  dueOn: isoDate('2026-12-31'),
  ...change,
});
const done = facts({
  rows: [lesson('m5-a', 12), lesson('m6-b', 12), session],
  exam: passed,
});

/** Lessons read in so few minutes that the hours stay short. */
const read = (...ids: string[]) => ids.map((id) => lesson(id, 2));

function ruleOf(standing: { rules: readonly StandingRule[] }, id: StandingRule['id']): StandingRule {
  const found = standing.rules.find((rule) => rule.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

describe('a plan', () => {
  it('is complete with hours, required lessons and a passed exam', () => {
    const standing = planStanding(policy, done);
    expect(standing).toMatchObject({ complete: true, overdue: false, nextStep: { kind: 'done' } });
    expect(standing.rules.map((rule) => rule.met)).toEqual([true, true, true]);
  });

  it('has no exam rule without a blueprint', () => {
    const standing = planStanding({ ...policy, blueprintId: null }, { ...done, exam: null });
    expect(standing.rules.map((rule) => rule.id)).toEqual(['hours', 'lessons']);
    expect(standing.complete).toBe(true);
  });

  it('is overdue only when incomplete and after the due day', () => {
    const late = { asOf: isoDate('2027-01-01') };
    expect(planStanding(policy, facts({ asOf: isoDate('2026-12-31') })).overdue).toBe(false);
    expect(planStanding(policy, facts(late)).overdue).toBe(true);
    expect(planStanding(policy, { ...done, ...late }).overdue).toBe(false);
  });
});

describe('为什么还没达标', () => {
  it('names the rows that count and those that do not, with the reason', () => {
    const rows = [
      lesson('m5-a', 12),
      lesson('m7-c', 8),
      lesson('m9-z', 15),
      { ...lesson('m6-b', 12), id: 'wrong' },
      { ...lesson('m6-b', -12), id: 'fix', mode: 'correction' as const, reversesId: 'wrong' },
    ];
    const hours = ruleOf(planStanding(policy, facts({ rows })), 'hours');
    expect(hours).toMatchObject({ required: 40, counted: 20, missing: 20, met: false });
    expect(hours.countingRows.map((row) => [row.id, row.amount])).toEqual([
      ['row-m5-a', 12],
      ['row-m7-c', 8],
    ]);
    expect(hours.notCountingRows.map((row) => [row.id, row.amount, row.reason])).toEqual([
      ['row-m9-z', 15, '不属于本计划的课程'],
      ['wrong', 12, '已被更正冲销'],
    ]);
  });

  it('names the required lessons still open', () => {
    const lessons = ruleOf(planStanding(policy, facts({ rows: read('m6-b', 'm7-c') })), 'lessons');
    expect(lessons).toMatchObject({ required: 2, counted: 1, missing: 1 });
    expect(lessons.notCountingRows).toEqual([{ id: 'm5-a', title: '保密十项规定', amount: 1, reason: '尚未完成' }]);
  });

  it('lists failed attempts with their reason', () => {
    const exam = {
      ...untried,
      attemptsLeft: 2,
      attempts: [{ id: 'a1', title: '第 1 次', passed: false, reason: '52 分，未达到 60 分' }],
    };
    const rule = ruleOf(planStanding(policy, facts({ exam })), 'exam');
    expect(rule).toMatchObject({ met: false, missing: 1, countingRows: [] });
    expect(rule.notCountingRows[0]?.reason).toBe('52 分，未达到 60 分');
  });
});

describe('the next step', () => {
  const both = ['m5-a', 'm6-b'];
  const enough = [{ ...session, minutes: 60 }];
  it.each([
    ['the first open required lesson', facts({ rows: read('m5-a') }), { kind: 'lesson', lessonId: 'm6-b' }],
    [
      'a required lesson even when the hours are reached',
      facts({ rows: enough }),
      { kind: 'lesson', lessonId: 'm5-a' },
    ],
    ['an elective while hours are short', facts({ rows: read(...both, 'm7-c') }), { kind: 'lesson', lessonId: 'm7-d' }],
    ['the exam when the learning is done', facts({ rows: [...enough, ...read(...both)] }), { kind: 'exam' }],
  ])('is %s', (_, given, step) => expect(planStanding(policy, given).nextStep).toEqual(step));

  it.each([
    [
      'no attempt is left',
      facts({ rows: [...enough, ...read(...both)], exam: { ...untried, attemptsLeft: 0 } }),
      '考试机会已用完',
    ],
    ['no exam is set up', facts({ rows: [...enough, ...read(...both)], exam: null }), '考试尚未安排'],
    [
      'every lesson is done and hours are short',
      facts({ rows: read(...both, 'm7-c', 'm7-d'), exam: passed }),
      '集中培训',
    ],
  ])('is to ask for help when %s', (_, given, words) => {
    const { nextStep } = planStanding(policy, given);
    expect(nextStep.kind).toBe('contact');
    expect(nextStep.kind === 'contact' ? nextStep.reason : '').toContain(words);
  });
});

describe('a lesson', () => {
  it('is complete by the ledger alone: a correction of all its minutes opens it again', () => {
    const rows = [
      lesson('m5-a', 12),
      { ...lesson('m5-a', -12), id: 'fix', mode: 'correction' as const, lessonId: null, reversesId: 'row-m5-a' },
      { ...session, lessonId: 'm6-b' },
    ];
    const lessons = ruleOf(planStanding(policy, facts({ rows })), 'lessons');
    expect(lessons).toMatchObject({ counted: 0, missing: 2 });
  });

  it('read twice counts once, with the reading that left most minutes', () => {
    const again = { ...lesson('m5-a', 12), id: 'again' };
    const cut = {
      ...lesson('m5-a', -5),
      id: 'cut',
      mode: 'correction' as const,
      lessonId: null,
      reversesId: 'row-m5-a',
    };
    const hours = ruleOf(planStanding(policy, facts({ rows: [lesson('m5-a', 12), again, cut] })), 'hours');
    expect(hours.counted).toBe(12);
    expect(hours.countingRows.map((row) => row.id)).toEqual(['again']);
    expect(hours.notCountingRows).toEqual([
      { id: 'row-m5-a', title: '课程 m5-a', amount: 7, reason: '同一门课在本计划中只计一次' },
    ]);
  });
});

describe('the share of 集中培训', () => {
  const shared = { ...policy, unitOrganisedPercent: 40 };

  it('is its own line, and what the unit did not organise itself does not count towards it', () => {
    const rows = [
      { ...session, isUnitOrganised: true, minutes: 10 },
      { ...session, id: 'visit', mode: 'visit' as const, title: '外单位参观', minutes: 30 },
    ];
    const rule = ruleOf(planStanding(shared, facts({ rows })), 'unit-organised');
    expect(rule).toMatchObject({ required: 16, counted: 10, missing: 6, met: false });
    expect(rule.notCountingRows).toEqual([
      { id: 'visit', title: '外单位参观', amount: 30, reason: '不是本单位组织的培训' },
    ]);
    expect(unitOrganisedMinutes({ requiredMinutes: 450, unitOrganisedPercent: 33 })).toBe(149);
  });

  it('is what is left to ask for when all else is done', () => {
    const { complete, nextStep } = planStanding(shared, done);
    expect(complete).toBe(false);
    expect(nextStep).toMatchObject({ kind: 'contact', reason: expect.stringContaining('集中培训') });
    const own = { ...session, isUnitOrganised: true };
    expect(planStanding(shared, { ...done, rows: [...done.rows, own] }).complete).toBe(true);
  });
});

describe('minutes of a statutory topic', () => {
  const topic = '保密违法案例警示';
  const withTopic = { ...policy, topicMinutes: { [topic]: 10 } };

  it('count each row by its share of the topic', () => {
    const rows = [
      { ...lesson('m5-a', 11), topics: [topic, '保密技术防范'] },
      { ...session, minutes: 3, topics: [topic] },
      { ...lesson('m9-z', 20), topics: [topic] },
    ];
    const rule = ruleOf(planStanding(withTopic, facts({ rows })), `topic:${topic}`);
    expect(rule).toMatchObject({ title: topic, required: 10, counted: 9, missing: 1 });
    expect(rule.countingRows.map((row) => row.amount)).toEqual([6, 3]);
  });

  it('lead to a lesson of the topic when one is left, else to whoever can arrange one', () => {
    expect(planStanding(withTopic, done).nextStep).toEqual({ kind: 'lesson', lessonId: 'm7-d' });
    const all = { ...done, rows: [...done.rows, lesson('m7-d', 5), lesson('m7-c', 5)] };
    expect(planStanding(withTopic, all).nextStep).toMatchObject({
      kind: 'contact',
      reason: expect.stringContaining(topic),
    });
  });
});

describe('whatever the facts', () => {
  const minutes = fc.integer({ min: 1, max: 60 });
  const ids = fc.array(fc.constantFrom('m5-a', 'm6-b', 'm7-c', 'm7-d', 'm9-z'), { maxLength: 8 });
  const percent = fc.constantFrom(0, 40, 100);
  it('complete, missing amounts and the next step agree, and no minute is lost between the lists', () => {
    fc.assert(
      fc.property(
        ids,
        minutes,
        fc.boolean(),
        fc.boolean(),
        fc.nat(3),
        percent,
        (taken, each, isUnitOrganised, isPassed, attemptsLeft, unitOrganisedPercent) => {
          const given = facts({
            rows: [
              { ...session, isUnitOrganised },
              ...taken.map((id, i) => ({ ...lesson(id, each), id: `${id}-${i}`, topics: ['保密技术防范'] })),
            ],
            exam: { passed: isPassed, attemptsLeft, attempts: [] },
          });
          const standing = planStanding({ ...policy, unitOrganisedPercent, topicMinutes: { 保密技术防范: 20 } }, given);
          expect(standing.complete).toBe(standing.rules.every((rule) => rule.missing === 0));
          expect(standing.nextStep.kind === 'done').toBe(standing.complete);
          const hours = ruleOf(standing, 'hours');
          const listed = [...hours.countingRows, ...hours.notCountingRows].reduce((sum, row) => sum + row.amount, 0);
          expect(listed).toBe(countMinutes(given.rows));
          for (const rule of standing.rules.filter((one) => one.unit === 'minutes'))
            expect(rule.counted).toBeLessThanOrEqual(hours.counted);
        },
      ),
    );
  });
});
