import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFrom, shuffled } from '../shared/rng.ts';
import { type GradableItem, gradePaper, gradeResponse, type MultipleRule, normaliseFill } from './grade.ts';
import { GradeDetail } from './grade-detail.ts';
import type { ItemKey } from './item.ts';
import type { Response } from './response.ts';

const choiceKey = (type: 'single' | 'multiple', correct: string[]) => ({ type, correct, why: {}, explanation: '' });
const booleanKey = (answer: boolean) => ({ type: 'boolean' as const, answer, explanation: '' });

/** Rows of a table literal; columns are separated by a comma, an empty cell is empty. */
function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.trim()));
}

const RULES: Record<string, MultipleRule> = { 全对得分: 'all-or-nothing', 少选按比例: 'partial', 逐项: 'each' };

/** 多选题计分表。正确答案与作答写选项字母；每题 3 分，五个选项 a–e。 */
const MULTIPLE = `
规则,正确答案,作答,得分,结果
全对得分,ab,ab,3,right
全对得分,ab,ba,3,right
全对得分,ab,a,0,wrong
全对得分,ab,abc,0,wrong
全对得分,ab,,0,blank
少选按比例,ab,ab,3,right
少选按比例,ab,a,1.5,partial
少选按比例,abc,a,1,partial
少选按比例,abcd,abc,2.25,partial
少选按比例,ab,abc,0,wrong
少选按比例,ab,ac,0,wrong
少选按比例,ab,c,0,wrong
少选按比例,ab,abcde,0,wrong
逐项,abc,abc,3,right
逐项,abc,ab,2,partial
逐项,abc,abd,1,partial
逐项,abc,ad,0,wrong
逐项,abc,abcd,2,partial
逐项,abc,abcde,1,partial
逐项,ab,abcde,0,wrong
逐项,ab,cd,0,wrong`;

describe('多选题 earns what the table says', () => {
  it.each(rowsOf(MULTIPLE))('%s：正确 %s，作答 %s → %s 分', (rule, correct = '', chosen = '', points, outcome) => {
    const response: Response = { type: 'multiple', choices: [...chosen] };
    const result = gradeResponse(choiceKey('multiple', [...correct]), response, 3, RULES[rule ?? ''] ?? 'each');
    expect(result).toEqual({ points: Number(points), outcome });
  });
});

/** 填空题计分表。两空，每题 4 分；第一空接受“会务人员”“主办单位”，第二空接受“24”“2.5%”。 */
const FILL = `
第一空,第二空,得分,结果
会务人员,24,4,right
 主办 单位。 ,２４,4,right
「会务人员」,2.5%,4,right
会务人员,25,2,partial
会务人员,25%,2,partial
,24,2,partial
24,会务人员,0,wrong
，。,,0,wrong
,,0,blank`;

describe('填空题 earns what the table says', () => {
  const key: ItemKey = {
    type: 'fill',
    blanks: [
      ['会务人员', '主办单位'],
      ['24', '2.5%'],
    ],
    explanation: '',
  };
  it.each(rowsOf(FILL))('%s / %s → %s 分', (first = '', second = '', points, outcome) => {
    const result = gradeResponse(key, { type: 'fill', texts: [first, second] }, 4, 'partial');
    expect(result).toEqual({ points: Number(points), outcome });
  });

  it.each([
    ['ＵＳＢ', 'usb'],
    ['《保密法》', '保密法'],
    ['3．5', '3.5'],
    ['a. b', 'ab'],
    ['10％', '10%'],
    ['A-B_c', 'abc'],
  ])('%s counts as %s', (text, same) => expect(normaliseFill(text)).toBe(same));
});

/** 案例题计分表。四小题：单选 a；多选 ab（少选按比例）；判断 对；判断 错。每题 10 分。 */
const CASE = `
一,二,三,四,得分,结果
a,ab,对,错,10,right
a,a,对,错,8.75,partial
a,ac,对,错,7.5,partial
b,,对,,2.5,partial
b,c,错,对,0,wrong
,,,,0,blank`;

describe('案例题 earns what the table says', () => {
  const key: ItemKey = {
    type: 'case',
    parts: {
      p1: choiceKey('single', ['a']),
      p2: choiceKey('multiple', ['a', 'b']),
      p3: booleanKey(true),
      p4: booleanKey(false),
    },
    explanation: '',
  };
  const truth = (text: string) => (text === '' ? null : text === '对');
  it.each(rowsOf(CASE))('%s / %s / %s / %s → %s 分', (one = '', two = '', three = '', four = '', points, outcome) => {
    const response: Response = {
      type: 'case',
      parts: {
        p4: { type: 'boolean', value: truth(four) },
        p3: { type: 'boolean', value: truth(three) },
        p2: { type: 'multiple', choices: [...two] },
        p1: { type: 'single', choice: one || null },
      },
    };
    expect(gradeResponse(key, response, 10, 'partial')).toEqual({ points: Number(points), outcome });
  });

  it('a part that was never sent counts as not answered', () => {
    const response: Response = { type: 'case', parts: { p1: { type: 'single', choice: 'a' } } };
    expect(gradeResponse(key, response, 10, 'partial')).toEqual({ points: 2.5, outcome: 'partial' });
  });
});

/** 排序题计分表。正确先后 abcde，每题 4 分；按相邻两步计。 */
const ORDERING = `
规则,作答,得分,结果
少选按比例,abcde,4,right
少选按比例,abced,2,partial
少选按比例,bcdea,3,partial
少选按比例,eabcd,3,partial
少选按比例,abdce,1,partial
少选按比例,edcba,0,wrong
少选按比例,,0,blank
逐项,abced,2,partial
全对得分,abcde,4,right
全对得分,bcdea,0,wrong`;

describe('排序题 earns what the table says', () => {
  const key: ItemKey = { type: 'ordering', order: [...'abcde'], why: {}, explanation: '' };
  it.each(rowsOf(ORDERING))('%s：作答 %s → %s 分', (rule, order = '', points, outcome) => {
    const response: Response = { type: 'ordering', order: [...order] };
    const result = gradeResponse(key, response, 4, RULES[rule ?? ''] ?? 'each');
    expect(result).toEqual({ points: Number(points), outcome });
  });

  it('earns 1/n on average for a guess', () => {
    const steps = ['a', 'b', 'c', 'd'];
    const rng = rngFrom('guess');
    const guesses = Array.from({ length: 4000 }, () => {
      const response: Response = { type: 'ordering', order: shuffled(rng, steps) };
      return gradeResponse({ type: 'ordering', order: steps, why: {}, explanation: '' }, response, 1, 'partial').points;
    });
    expect(guesses.reduce((a, b) => a + b, 0) / guesses.length).toBeCloseTo(0.25, 1);
  });
});

/** 配对题计分表。一配 a、二配 b、三配 c，每题 3 分。 */
const MATCHING = `
规则,一,二,三,得分,结果
少选按比例,a,b,c,3,right
少选按比例,a,c,b,1,partial
少选按比例,a,,,1,partial
少选按比例,a,a,a,1,partial
少选按比例,b,c,a,0,wrong
少选按比例,,,,0,blank
全对得分,a,c,b,0,wrong`;

describe('配对题 earns what the table says', () => {
  const key: ItemKey = { type: 'matching', pairs: { 1: 'a', 2: 'b', 3: 'c' }, why: {}, explanation: '' };
  it.each(rowsOf(MATCHING))('%s：%s / %s / %s → %s 分', (rule, one = '', two = '', three = '', points, outcome) => {
    const pairs = Object.fromEntries(Object.entries({ 1: one, 2: two, 3: three }).filter(([, id]) => id !== ''));
    const result = gradeResponse(key, { type: 'matching', pairs }, 3, RULES[rule ?? ''] ?? 'each');
    expect(result).toEqual({ points: Number(points), outcome });
  });
});

describe('single and true/false answers', () => {
  it('earn all or nothing', () => {
    expect(gradeResponse(choiceKey('single', ['b']), { type: 'single', choice: 'b' }, 2, 'each').points).toBe(2);
    expect(gradeResponse(choiceKey('single', ['b']), { type: 'single', choice: 'a' }, 2, 'each').outcome).toBe('wrong');
    expect(gradeResponse(booleanKey(false), { type: 'boolean', value: false }, 2, 'each').points).toBe(2);
    expect(gradeResponse(booleanKey(false), { type: 'boolean', value: null }, 2, 'each')).toEqual({
      points: 0,
      outcome: 'blank',
    });
    expect(gradeResponse(booleanKey(false), null, 2, 'each')).toEqual({ points: 0, outcome: 'blank' });
  });

  it('of another type than the key earn nothing', () => {
    expect(gradeResponse(booleanKey(true), { type: 'single', choice: 'a' }, 2, 'each')).toEqual({
      points: 0,
      outcome: 'wrong',
    });
    expect(gradeResponse(choiceKey('multiple', ['a']), { type: 'fill', texts: ['a'] }, 2, 'each').points).toBe(0);
  });
});

const arbitraryItem = fc.record({
  correct: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1 }),
  chosen: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')),
  hundredths: fc.integer({ min: 1, max: 2000 }),
  module: fc.constantFrom('M1', 'M2', 'M3'),
});

describe('a graded paper', () => {
  const paperOf = (rows: readonly { correct: string[]; hundredths: number; module: string }[]): GradableItem[] =>
    rows.map((row, i) => ({
      position: i + 1,
      itemId: `i${i}`,
      version: 1,
      lessonId: 'm1-x',
      module: row.module,
      points: row.hundredths / 100,
      key: choiceKey('multiple', row.correct),
    }));
  const rule = fc.constantFrom<MultipleRule>('all-or-nothing', 'partial', 'each');

  it('scores exactly the sum of its positions and of its modules, between 0 and the maximum', () => {
    fc.assert(
      fc.property(fc.array(arbitraryItem, { maxLength: 40 }), rule, (rows, by) => {
        const answers = new Map(rows.map((row, i) => [i + 1, { type: 'multiple' as const, choices: row.chosen }]));
        const { score, maxScore, detail } = gradePaper(paperOf(rows), answers, by, 60);
        const cents = (values: readonly { points: number }[]) =>
          values.reduce((sum, v) => sum + Math.round(v.points * 100), 0);
        expect(GradeDetail.safeParse(detail).success).toBe(true);
        expect(cents(detail.positions)).toBe(Math.round(score * 100));
        expect(cents(Object.values(detail.modules))).toBe(Math.round(score * 100));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(maxScore);
        for (const p of detail.positions) expect(p.points).toBeLessThanOrEqual(p.max);
      }),
    );
  });

  it('does not depend on the order of items, answers or choices', () => {
    fc.assert(
      fc.property(fc.array(arbitraryItem, { maxLength: 20 }), rule, fc.string(), (rows, by, seed) => {
        const rng = rngFrom(seed);
        const answers = rows.map((row, i) => [i + 1, { type: 'multiple' as const, choices: row.chosen }] as const);
        const mixed = shuffled(rng, answers).map(
          ([position, answer]) => [position, { ...answer, choices: shuffled(rng, answer.choices) }] as const,
        );
        const items = paperOf(rows);
        const plain = gradePaper(items, new Map(answers), by, 60);
        expect(gradePaper(shuffled(rng, items), new Map(mixed), by, 60)).toEqual(plain);
      }),
    );
  });

  it('gives full marks for every key and nothing for no answer', () => {
    fc.assert(
      fc.property(fc.array(arbitraryItem, { minLength: 1, maxLength: 20 }), rule, (rows, by) => {
        const perfect = new Map(rows.map((row, i) => [i + 1, { type: 'multiple' as const, choices: row.correct }]));
        const best = gradePaper(paperOf(rows), perfect, by, 1);
        expect(best.score).toBe(best.maxScore);
        expect(gradePaper(paperOf(rows), new Map(), by, 1).score).toBe(0);
      }),
    );
  });

  it('passes at the pass mark and fails one hundredth below', () => {
    const items = paperOf([{ correct: ['a', 'b', 'c'], hundredths: 10000, module: 'M1' }]);
    const answers = new Map([[1, { type: 'multiple' as const, choices: ['a', 'b'] }]]);
    expect(gradePaper(items, answers, 'partial', 66.67)).toMatchObject({ score: 66.67, passed: true });
    expect(gradePaper(items, answers, 'partial', 66.68).passed).toBe(false);
  });

  it('never lets a further wrong choice raise the points', () => {
    fc.assert(
      fc.property(arbitraryItem, rule, fc.constantFrom('x', 'y'), (row, by, extra) => {
        const grade = (choices: string[]) =>
          gradeResponse(choiceKey('multiple', row.correct), { type: 'multiple', choices }, row.hundredths / 100, by)
            .points;
        expect(grade([...row.chosen, extra])).toBeLessThanOrEqual(grade(row.chosen));
      }),
    );
  });
});
