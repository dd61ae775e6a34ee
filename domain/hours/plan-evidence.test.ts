import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanPolicy } from '../policy/plan-policy.ts';
import { dateIn, isoDate, trainingYear } from '../shared/dates.ts';
import {
  type Evidence,
  type EvidenceAttempt,
  type EvidenceExam,
  type EvidencePlan,
  type EvidenceRow,
  examOfPlan,
  rowsInScope,
  standingFromEvidence,
} from './plan-evidence.ts';

const ZONE = 'Asia/Shanghai';
const policy: PlanPolicy = {
  planKind: 'annual-all',
  version: 1,
  title: '年度',
  requiredMinutes: 20,
  minutesPerHour: 45,
  requiredLessons: ['a', 'b'],
  electiveLessons: [],
  unitOrganisedPercent: 0,
  topicMinutes: {},
  blueprintId: 'paper',
  exam: null,
  lessonsBeforeExam: false,
  dueDays: 20,
  dueMonthDay: '12-31',
  certificateTitle: '证明',
  certificateValidMonths: 12,
  reminderDays: [30],
  effectiveFromYear: 2020,
  basis: '',
};
const yearPlan: EvidencePlan = {
  planKind: 'annual-all',
  trainingYear: 2026,
  countsFrom: null,
  dueOn: isoDate('2026-12-31'),
  policy,
};
const exitPlan: EvidencePlan = {
  planKind: 'exit',
  trainingYear: 2026,
  countsFrom: new Date('2026-12-20T09:00:00+08:00'),
  dueOn: isoDate('2027-01-09'),
  policy: { ...policy, planKind: 'exit' },
};
const row = (lessonId: string, at: string, change: Partial<EvidenceRow> = {}): EvidenceRow => ({
  id: `${lessonId}@${at}`,
  mode: 'online',
  minutes: 10,
  title: lessonId,
  lessonId,
  topics: [],
  reversesId: null,
  isUnitOrganised: false,
  trainingYear: trainingYear(ZONE, new Date(at)),
  occurredTo: new Date(at),
  ...change,
});
const exam = (planKind: string, year: number): EvidenceExam => ({
  examId: `${planKind}:${year}`,
  planKind,
  trainingYear: year,
  title: '考试',
  passMark: 80,
  attemptsMax: 2,
  opensAt: new Date(`${year}-01-01T00:00:00+08:00`),
  closesAt: new Date(`${year + 1}-01-01T00:00:00+08:00`),
});
const attempt = (examId: string, at: string, change: Partial<EvidenceAttempt> = {}): EvidenceAttempt => ({
  attemptId: `${examId}@${at}`,
  examId,
  attemptNo: 1,
  state: 'graded',
  startedAt: new Date(at),
  closedAt: new Date(at),
  score: 90,
  passed: true,
  ...change,
});
const evidence = (change: Partial<Evidence>): Evidence => ({ rows: [], exams: [], attempts: [], ...change });
const at = (instant: string) => ({
  now: new Date(instant),
  asOf: dateIn(ZONE, new Date(instant)),
  lessons: {},
});

describe('a plan of the year', () => {
  it('looks at the rows of its own year, which ends at midnight of the zone', () => {
    const before = row('a', '2026-12-31T15:59:59Z');
    const after = row('b', '2026-12-31T16:00:00Z');
    expect(rowsInScope(yearPlan, [before, after])).toEqual([before]);
    expect(rowsInScope({ ...yearPlan, trainingYear: 2027 }, [before, after])).toEqual([after]);
  });

  it('counts a lesson of 29 February in the leap year alone', () => {
    const leap = row('a', '2028-02-29T12:00:00+08:00');
    expect(rowsInScope({ ...yearPlan, trainingYear: 2028 }, [leap])).toHaveLength(1);
    expect(rowsInScope({ ...yearPlan, trainingYear: 2027 }, [leap])).toHaveLength(0);
  });

  it('takes a correction to the year of the row it names, whenever it was written', () => {
    const read = row('a', '2026-05-01T10:00:00+08:00');
    const fix = row('a', '2027-02-01T10:00:00+08:00', {
      id: 'fix',
      mode: 'correction',
      minutes: -10,
      reversesId: read.id,
    });
    const { standing } = standingFromEvidence(yearPlan, evidence({ rows: [read, fix] }), at('2027-02-02T00:00:00Z'));
    expect(standing.rules.find((rule) => rule.id === 'hours')).toMatchObject({ counted: 0 });
    expect(rowsInScope({ trainingYear: 2027, countsFrom: null }, [read, fix])).toEqual([]);
  });

  it('knows only the exam of its year', () => {
    const exams = [exam('annual-all', 2025), exam('annual-all', 2026), exam('exit', 2026)];
    const attempts = [attempt('annual-all:2025', '2025-06-01T00:00:00Z')];
    const found = examOfPlan(yearPlan, evidence({ exams, attempts }), new Date('2026-06-01T00:00:00Z'));
    expect(found?.exam.examId).toBe('annual-all:2026');
    expect(found?.attempts).toEqual([]);
  });
});

describe('a plan of an event', () => {
  const exams = [exam('exit', 2026), exam('exit', 2027)];

  it('counts what was learnt since the event in whatever year, and nothing from before it', () => {
    const rows = [
      row('a', '2026-11-01T10:00:00+08:00'),
      row('a', '2026-12-28T10:00:00+08:00'),
      row('b', '2027-01-03T10:00:00+08:00'),
    ];
    const known = evidence({ rows, exams, attempts: [attempt('exit:2027', '2027-01-04T01:00:00Z')] });
    const { standing } = standingFromEvidence(exitPlan, known, at('2027-01-04T02:00:00Z'));
    expect(standing.complete).toBe(true);
    const early = { ...known, rows: rows.slice(0, 2) };
    expect(standingFromEvidence(exitPlan, early, at('2027-01-04T02:00:00Z')).standing.complete).toBe(false);
  });

  it('leaves out attempts from before the event and adds up those since it across the year', () => {
    const attempts = [
      attempt('exit:2026', '2026-03-01T02:00:00Z'),
      attempt('exit:2026', '2026-12-30T02:00:00Z', { passed: false, score: 50 }),
      attempt('exit:2027', '2027-01-05T02:00:00Z', { passed: false, score: 60 }),
    ];
    const { standing, exam: found } = standingFromEvidence(
      exitPlan,
      evidence({ exams, attempts }),
      at('2027-01-06T00:00:00Z'),
    );
    expect(found?.exam.examId).toBe('exit:2027');
    expect(found?.attempts).toHaveLength(2);
    const rule = standing.rules.find((one) => one.id === 'exam');
    expect(rule).toMatchObject({ met: false });
    expect(rule?.notCountingRows.map((one) => one.reason)).toEqual(['50 分，未达到 80 分', '60 分，未达到 80 分']);
  });

  it('has no exam while none of its kind has been set up', () => {
    expect(
      examOfPlan(exitPlan, evidence({ exams: [exam('exit', 2025)] }), new Date('2026-12-21T00:00:00Z')),
    ).toBeNull();
  });
});

it('more evidence than a plan looks at never changes where it stands', () => {
  const lessons = fc.constantFrom('a', 'b', 'c');
  const day = fc.date({
    min: new Date('2024-12-20T00:00:00Z'),
    max: new Date('2028-03-02T00:00:00Z'),
    noInvalidDate: true,
  });
  const history = fc.array(fc.tuple(lessons, day), { maxLength: 12 });
  fc.assert(
    fc.property(history, fc.constantFrom(yearPlan, exitPlan), (list, plan) => {
      const rows = list.map(([id, date], i) => ({ ...row(id, date.toISOString()), id: `r${i}` }));
      const now = at('2028-03-03T00:00:00Z');
      const whole = standingFromEvidence(plan, evidence({ rows }), now);
      const part = standingFromEvidence(plan, evidence({ rows: rowsInScope(plan, rows) }), now);
      expect(part).toEqual(whole);
    }),
  );
});
