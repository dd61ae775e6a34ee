import { describe, expect, it } from 'vitest';
import { bodyOf, keyOf } from '#domain/assessment/item-source.ts';
import { sampleItem, sampleLaws } from './content-samples.ts';
import { formatProblem, type Problem } from './problems.ts';
import { parseItems } from './read-items.ts';

const GOOD = `- id: m6-phones-e01
  version: 1
  pool: exam
  type: single
  difficulty: 2
  situation: true
  units: [U02]
  laws: [保密法/2024/31]
  stem: 您应当
  options:
    - { id: a, text: 甲, correct: true, why: 对 }
    - { id: b, text: 乙, correct: false, why: 错 }
    - { id: c, text: 丙, correct: false, why: 错 }
    - { id: d, text: 丁, correct: false, why: 错 }
  explanation: 解释。
`;

function parse(text: string) {
  const problems: Problem[] = [];
  const items = parseItems({ file: 'q.yaml', lessonId: 'm6-phones', text, laws: sampleLaws(), problems });
  return { items, problems: problems.map(formatProblem) };
}

describe('questions', () => {
  it('are read with their line', () => {
    const { items, problems } = parse(GOOD + GOOD.replace('e01', 'e02'));
    expect(problems).toEqual([]);
    expect(items.map((i) => [i.source.id, i.line])).toEqual([
      ['m6-phones-e01', 1],
      ['m6-phones-e02', 16],
    ]);
  });

  it.each([
    [
      'two keys',
      GOOD.replace('乙, correct: false', '乙, correct: true'),
      'q.yaml:11 字段 options：单选题应恰好有一个正确选项',
    ],
    ['no reason', GOOD.replace(', why: 错 }\n    - { id: c', ' }\n    - { id: c'), 'q.yaml:12 字段 options.1.why'],
    ['no explanation', GOOD.replace('  explanation: 解释。\n', ''), 'explanation'],
    ['three options', GOOD.replace(/ {4}- \{ id: d.*\n/, ''), '单选题应有四个选项'],
    ['options out of order', GOOD.replace('id: b,', 'id: e,'), '选项编号应依次'],
    ['pool letter', GOOD.replace('pool: exam', 'pool: practice'), '应以 m6-phones-p 开头'],
    ['foreign lesson', GOOD.replace('m6-phones-e', 'm6-other-e'), '应以 m6-phones-e 开头'],
    ['same id twice', GOOD + GOOD, 'q.yaml:16 题目编号 m6-phones-e01 重复'],
    ['unknown article', GOOD.replace('2024/31', '2024/99'), 'q.yaml:8 引用：保密法/2024 没有第九十九条'],
    ['unknown field', `${GOOD}  author: 甲\n`, 'author'],
    ['no list', 'id: x', '应是一个列表'],
    ['broken YAML', '- [', 'YAML 格式错误'],
  ])('are refused for: %s', (_, text, message) => {
    expect(parse(text).problems.join('\n')).toContain(message);
  });

  it('count the blanks of the stem', () => {
    const fill = { type: 'fill', options: undefined, blanks: [{ accept: ['会务'] }] };
    expect(() => sampleItem({ ...fill, stem: '没有空。' })).toThrow(/个数/);
    expect(bodyOf(sampleItem({ ...fill, stem: '向____报告。' }).source)).toEqual({
      type: 'fill',
      stem: '向____报告。',
      blankCount: 1,
    });
  });

  it('split into a body without any key and a key', () => {
    const { source } = sampleItem();
    expect(JSON.stringify(bodyOf(source))).not.toMatch(/correct|why|理由|解释/);
    expect(keyOf(source)).toMatchObject({ type: 'single', correct: ['b'], explanation: '解释。' });
  });

  it('of a case set keep keys by part', () => {
    const part = { type: 'boolean', stem: '陈述。', answer: true, explanation: '因为。' };
    const parts = ['p1', 'p2', 'p3'].map((id) => ({ id, ...part }));
    const { source } = sampleItem({ type: 'case', options: undefined, parts });
    expect(JSON.stringify(bodyOf(source))).not.toMatch(/answer|因为/);
    expect(keyOf(source)).toMatchObject({ type: 'case', parts: { p2: { answer: true } } });
  });
});
