import { describe, expect, it } from 'vitest';
import { gradeResponse } from './grade.ts';
import { bodyOf, type ItemSource, keyOf } from './item-source.ts';
import { responseOf, sheetText } from './reading-sheet.ts';

const common = {
  id: 'm6-phones-e01',
  version: 1,
  pool: 'exam' as const,
  difficulty: 2 as const,
  difficultyReason: '理由不给读的人看',
  situation: true,
  units: ['U02'],
  laws: ['保密法/2024/29'],
};

const option = (id: string, correct: boolean) => ({ id, text: `选项${id}`, correct, why: `道理${id}` });

const SOURCES: Record<string, { source: ItemSource; right: string; wrong: string }> = {
  single: {
    source: {
      ...common,
      type: 'single',
      stem: '怎么办？',
      options: ['a', 'b', 'c', 'd'].map((id) => option(id, id === 'c')),
      explanation: '解析',
    },
    right: 'C',
    wrong: 'a',
  },
  multiple: {
    source: {
      ...common,
      type: 'multiple',
      stem: '哪些对？',
      options: ['a', 'b', 'c', 'd', 'e'].map((id) => option(id, id === 'a' || id === 'd')),
      explanation: '解析',
    },
    right: 'da',
    wrong: 'abd',
  },
  boolean: {
    source: { ...common, type: 'boolean', stem: '可以。', answer: false, explanation: '解析' },
    right: '错',
    wrong: '对',
  },
  fill: {
    source: {
      ...common,
      type: 'fill',
      stem: '向____和____报告',
      blanks: [{ accept: ['甲'] }, { accept: ['乙'] }],
      explanation: '解析',
    },
    right: '甲 | 乙',
    wrong: '乙|甲',
  },
  ordering: {
    source: {
      ...common,
      type: 'ordering',
      stem: '先后？',
      items: ['丙', '甲', '乙'].map((text) => ({ text, why: '道理' })),
      explanation: '解析',
    },
    right: 'acb',
    wrong: 'abc',
  },
  matching: {
    source: {
      ...common,
      type: 'matching',
      stem: '各怎么办？',
      pairs: [
        { left: '一', right: '丙', why: '道理' },
        { left: '二', right: '甲', why: '道理' },
        { left: '三', right: '乙', why: '道理' },
      ],
      explanation: '解析',
    },
    right: '1a 2c 3b',
    wrong: '1c 2a 3b',
  },
  case: {
    source: {
      ...common,
      type: 'case',
      stem: '处境。',
      parts: [
        { id: 'p1', type: 'boolean', stem: '对吗？', answer: true, explanation: '解析' },
        {
          id: 'p2',
          type: 'single',
          stem: '然后？',
          options: ['a', 'b', 'c', 'd'].map((id) => option(id, id === 'b')),
          explanation: '解析',
        },
        { id: 'p3', type: 'boolean', stem: '还对吗？', answer: false, explanation: '解析' },
      ],
      explanation: '解析',
    },
    right: '对|b|错',
    wrong: '对|a|错',
  },
};

// Texts sort by code unit, so the letters of ordering and matching come from that order: 丙 a, 乙 b, 甲 c.
describe.each(Object.entries(SOURCES))('a trial sheet of %s', (_type, { source, right, wrong }) => {
  const outcome = (answer: string) =>
    gradeResponse(keyOf(source), responseOf(bodyOf(source), answer), 1, 'all-or-nothing').outcome;

  it('grades the answer written on it as the exam would', () => {
    expect(outcome(right)).toBe('right');
    expect(outcome(wrong)).not.toBe('right');
    expect(outcome('')).not.toBe('right');
  });

  it('shows the reader neither key, reason, level nor law', () => {
    const text = sheetText(source.id, bodyOf(source));
    for (const secret of ['道理', '解析', '理由', '保密法', 'true', 'correct']) expect(text).not.toContain(secret);
  });
});
