import { describe, expect, it } from 'vitest';
import { chineseNumber } from '../../domain/shared/chinese-number.ts';
import { sampleLaws } from './content-samples.ts';
import { articleTitle, parseLawRef, refLabel } from './law-ref.ts';
import type { Problem } from './problems.ts';
import { parseArticles, refProblem } from './read-laws.ts';

describe('references', () => {
  it('write numbers as statutes do', () => {
    expect([5, 10, 12, 20, 31, 74, 100, 109, 110, 111, 282, 308, 398].map(chineseNumber)).toEqual(
      '五 十 十二 二十 三十一 七十四 一百 一百零九 一百一十 一百一十一 二百八十二 三百零八 三百九十八'.split(' '),
    );
    expect(articleTitle('219-1')).toBe('第二百一十九条之一');
  });

  it('name the year of a version no longer in force', () => {
    const ref = { law: '保密法', version: '2010', article: '48', item: '八' };
    expect(refLabel(ref, false)).toBe('《保密法》（2010年版）第四十八条第（八）项');
  });

  it.each(['保密法/2024', '保密法/24/31', '保密法/2024/31(3)', '保密法/2024/三十一', '/2024/31'])(
    'refuse %s',
    (text) => {
      expect(parseLawRef(text)).toBeNull();
    },
  );

  it('stand only when article and item exist', () => {
    const problem = (text: string) => {
      const ref = parseLawRef(text);
      return ref ? refProblem(sampleLaws(), ref) : 'no reference';
    };
    expect(problem('保密法/2024/31(三)')).toBeNull();
    expect(problem('保密法/2024/31(二)')).toContain('没有第（二）项');
    expect(problem('保密法/2024/30')).toContain('没有第三十条');
    expect(problem('保密法/2023/31')).toContain('登记册中没有');
  });
});

describe('statute files', () => {
  it.each([
    ['## 第三十条 {31}', '不一致'],
    ['## 第三十条', '应写作'],
    ['## 第三十条 {30}\n\n文\n\n## 第三十条 {30}', '重复'],
    ['文', '任何一条之前'],
  ])('refuse %j', (text, message) => {
    const problems: Problem[] = [];
    parseArticles('law.md', text, problems);
    expect(problems.map((p) => p.message).join()).toContain(message);
  });
});
