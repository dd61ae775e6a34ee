import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { BODY, lessonSample, sampleItem } from '../content-samples.ts';
import { blueprintRules, examCards, examLessons } from './blueprint-rules.ts';
import { planRules } from './plan-rules.ts';

const { lesson } = lessonSample(BODY);
const lessons = new Map([[lesson.id, lesson]]);

const policy: PlanPolicy = {
  planKind: 'annual-all',
  version: 1,
  title: '全员年度保密教育',
  requiredMinutes: 12,
  minutesPerHour: 45,
  requiredLessons: [lesson.id],
  electiveLessons: [],
  blueprintId: null,
  lessonsBeforeExam: false,
  unitOrganisedPercent: 0,
  topicMinutes: {},
  exam: null,
  dueDays: 30,
  dueMonthDay: '12-31',
  reminderDays: [30, 7, 1],
  certificateTitle: '合格证明',
  certificateValidMonths: 12,
  effectiveFromYear: 2025,
  basis: '本单位规定',
};
const found = (change: Partial<PlanPolicy>) =>
  planRules({ ...policy, ...change }, lessons)
    .map((f) => `${f.severity} ${f.message}`)
    .join('\n');

describe('plan rules', () => {
  it('accept a plan that requires exactly its marked lessons', () => {
    expect(found({})).toBe('');
  });

  it('find a marked lesson left out, an unmarked one required and one listed twice', () => {
    expect(found({ requiredLessons: [], electiveLessons: [lesson.id] })).toContain('缺少标有 Q 的课程');
    expect(found({ planKind: 'entry-core', requiredLessons: [] })).toContain('缺少标有 S 的课程');
    expect(found({ electiveLessons: [lesson.id] })).toContain('同时列为必修和选修');
  });

  it('let the lower levels of entry take a part of the lessons of the highest, and no others', () => {
    expect(
      found({ planKind: 'entry-general', requiredLessons: [], requiredMinutes: 1, electiveLessons: [lesson.id] }),
    ).toBe('');
    const unmarked = new Map([...lessons, ['m9-other', { ...lesson, id: 'm9-other', plans: ['Q' as const] }]]);
    const findings = planRules({ ...policy, planKind: 'entry-general', requiredLessons: ['m9-other'] }, unmarked);
    expect(findings.map((finding) => finding.message).join()).toContain('没有标 S');
  });

  it('ask nothing of a plan whose lessons have not been written', () => {
    expect(found({ planKind: 'exit' })).toBe('');
  });

  it('find a plan of an event whose minutes are not those of its required lessons, or that asks for 集中培训', () => {
    expect(found({ planKind: 'travel', requiredMinutes: 45 })).toContain('必修课共 12 分钟，要求却写 45 分钟');
    expect(found({ planKind: 'travel', requiredMinutes: 10 })).toContain('必修课共 12 分钟，要求却写 10 分钟');
    expect(found({ planKind: 'travel', unitOrganisedPercent: 40 })).toContain('只靠线上课程');
    expect(found({ planKind: 'travel' })).toBe('');
  });

  it('find a plan of the year whose minutes do not add up, electives and 集中培训 counted', () => {
    const two = new Map([...lessons, ['m9-other', { ...lesson, id: 'm9-other', plans: ['q' as const], minutes: 20 }]]);
    const year = (change: Partial<PlanPolicy>) =>
      planRules({ ...policy, electiveLessons: ['m9-other'], ...change }, two).map((f) => f.message);
    expect(found({ requiredMinutes: 45 })).toContain('要求却写 45 分钟');
    expect(year({ requiredMinutes: 32 })).toEqual([]);
    expect(year({ requiredMinutes: 33 })).toEqual(['annual-all：线上课程共 32 分钟，凑不够要求的 33 分钟']);
    expect(year({ requiredMinutes: 53, unitOrganisedPercent: 40 })).toEqual([]);
  });
});

describe('blueprint rules', () => {
  const blueprint: Blueprint = {
    id: 'annual-all',
    version: 1,
    title: '年度考核',
    planKind: 'annual-all',
    durationSeconds: 600,
    passMark: 60,
    attemptsMax: 3,
    coolDownMinutes: 60,
    reviewPolicy: 'after-close',
    multipleRule: 'partial',
    shuffleItems: true,
    shuffleOptions: true,
    sections: [{ id: 'single', title: '单选题', type: 'single', count: 2, pointsEach: 50 }],
    modules: { M6: { min: 1, max: 2 } },
    difficulties: { '1': { min: 0, max: 0 }, '2': { min: 0, max: 2 }, '3': { min: 0, max: 0 } },
    maxPerLesson: 2,
    basis: '本单位规定',
  };
  const cards = (n: number) =>
    examCards(
      Array.from({ length: n }, (_, i) => sampleItem({ id: `m6-phones-e${String(i).padStart(2, '0')}` })),
      lessons,
    );
  const rules = (change: Partial<Blueprint>, n: number) =>
    blueprintRules({ ...blueprint, ...change }, cards(n), lessons)
      .map((f) => `${f.severity} ${f.message}`)
      .join('\n');

  it('accept a bank that fills the paper six times over', () => {
    expect(rules({}, 12)).toBe('');
    expect(rules({ lessons: [lesson.id] }, 12)).toBe('');
  });

  it('find a quota with less than six questions behind each place', () => {
    const found = rules({}, 11);
    expect(found).toContain('error 单选题最多 2 题，题库只有 11 道，不足 6 倍');
    expect(found).toContain('error 模块 M6最多 2 题');
    expect(found).toContain('error 难度 2最多 2 题');
  });

  it('find a quota the bank cannot meet at all', () => {
    expect(rules({}, 1)).toContain('题库不足以组卷');
    expect(rules({ modules: { M7: { min: 1, max: 2 } } }, 12)).toContain('题库不足以组卷');
  });

  it('find a lesson that is not there, and modules that quotas and lessons do not share', () => {
    expect(rules({ lessons: [lesson.id, 'm6-gone'] }, 12)).toContain('没有课程 m6-gone');
    expect(rules({ lessons: [lesson.id], modules: {} }, 12)).toContain('模块 M6 有课程却没有写题数范围');
    const more = { ...blueprint.modules, M7: { min: 0, max: 0 } };
    expect(rules({ lessons: [lesson.id], modules: more }, 12)).toContain('模块 M7 写了题数范围却没有课程');
  });

  it('find an exam on lessons its plan does not require, and one that leaves some out', () => {
    const exam = (listed: readonly string[]) => {
      const known = new Map([[blueprint.id, { ...blueprint, lessons: [...listed] }]]);
      return examLessons({ ...policy, blueprintId: blueprint.id }, known).map((f) => f.message);
    };
    expect(exam([lesson.id])).toEqual([]);
    expect(exam([lesson.id, 'm7-other'])).toEqual(['课程 m7-other 不是 annual-all 的必修课']);
    expect(exam(['m7-other'])).toContain(`lessons 缺少 annual-all 的必修课 ${lesson.id}`);
    expect(examLessons(policy, new Map())).toEqual([]);
  });

  it('count the exam pool alone', () => {
    const practice = sampleItem({ id: 'm6-phones-p01', pool: 'practice' });
    expect(examCards([practice], lessons)).toEqual([]);
  });
});
