import { expect, it } from 'vitest';
import type { Cite, Section } from './lesson-ast.ts';
import { sectionCiting } from './section-citing.ts';

const cite = (article: string, item?: string): Cite => ({
  type: 'cite',
  law: '保密法',
  version: '2024',
  article,
  label: article,
  ...(item ? { item } : {}),
});
const section = (id: string, ...cites: Cite[]): Section => ({
  id,
  title: id,
  blocks: [{ type: 'list', ordered: false, items: [[{ type: 'paragraph', children: cites }]] }],
});

it('names the section that cites the articles most, and the one with the very item before that', () => {
  const lesson = { sections: [section('s1', cite('31')), section('s2', cite('31', '三')), section('s3', cite('29'))] };
  expect(sectionCiting(lesson, ['保密法/2024/31(三)'])?.id).toBe('s2');
  expect(sectionCiting(lesson, ['保密法/2024/31'])?.id).toBe('s1');
  expect(sectionCiting(lesson, ['保密法/2024/29'])?.id).toBe('s3');
});

it('names none where no section cites them', () => {
  expect(sectionCiting({ sections: [section('s1', cite('31'))] }, ['保密法/2010/31'])).toBe(null);
});
