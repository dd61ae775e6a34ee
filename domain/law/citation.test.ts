import { describe, expect, it } from 'vitest';
import { citationJudge, needsReview } from './citation.ts';
import type { LawText } from './law-text.ts';

function text(version: string, articles: Readonly<Record<string, string>>, isInForce: boolean): LawText {
  return {
    law: '甲法',
    version,
    inForce: `${version}-01-01`,
    isInForce,
    articles: new Map(
      Object.entries(articles).map(([number, line]) => [
        number,
        { number, title: `第${number}条`, chapter: '', paragraphs: [line] },
      ]),
    ),
  };
}

const OLD = text(
  '2010',
  { 1: '火车应当准时开出车站。', 2: '乘客上车出示车票。', 3: '行李不得超过二十公斤。', 4: '本法解释权归站长所有。' },
  false,
);
const NEW = text(
  '2024',
  { 1: '火车应当准时开出车站。', 2: '鼓励步行前往火车站。', 3: '乘客上车出示车票。', 4: '行李不得超过三十公斤。' },
  true,
);
const judge = citationJudge([OLD, NEW]);
const cite = (version: string, article: string) => ({ law: '甲法', version, article });

describe('a citation', () => {
  it('of the version in force is current', () => {
    expect(judge(cite('2024', '4'))).toEqual({ kind: 'current' });
  });

  it('of an older article that reads the same is only to be brought up to date', () => {
    expect(judge(cite('2010', '1'))).toMatchObject({ kind: 'moved', newer: '2024', article: { number: '1' } });
    expect(judge(cite('2010', '2'))).toMatchObject({ kind: 'moved', newer: '2024', article: { number: '3' } });
  });

  it('of an older article that changed or is gone must be reviewed', () => {
    expect(judge(cite('2010', '3'))).toMatchObject({
      kind: 'revised',
      change: { kind: 'changed', to: { number: '4' } },
    });
    expect(judge(cite('2010', '4'))).toMatchObject({ kind: 'revised', change: { kind: 'removed' } });
  });

  it('is lapsed without a version in force to take its place, or of what the register does not have', () => {
    expect(citationJudge([OLD])(cite('2010', '1'))).toEqual({ kind: 'lapsed' });
    expect(judge(cite('1990', '1'))).toEqual({ kind: 'lapsed' });
    expect(judge(cite('2010', '77'))).toEqual({ kind: 'lapsed' });
  });

  it('of a version not yet in force is lapsed, however alike it reads', () => {
    const future = { ...text('2030', { 1: '火车应当准时开出车站。' }, false) };
    expect(citationJudge([NEW, future])(cite('2030', '1'))).toEqual({ kind: 'lapsed' });
  });

  it('is measured against the newest version in force, even if the older one is still marked as in force', () => {
    const both = citationJudge([{ ...OLD, isInForce: true }, NEW]);
    expect(both(cite('2010', '3')).kind).toBe('revised');
  });

  it('is current once reviewed beside the version in force, not beside another', () => {
    expect(judge(cite('2010', '3'), [{ law: '甲法', version: '2024' }])).toEqual({ kind: 'current' });
    for (const reviewed of [
      { law: '甲法', version: '2010' },
      { law: '乙法', version: '2024' },
    ]) {
      expect(judge(cite('2010', '3'), [reviewed]).kind).toBe('revised');
    }
  });

  it('asks for review when revised or lapsed, and not otherwise', () => {
    const standings = [cite('2024', '4'), cite('2010', '1'), cite('2010', '3'), cite('1990', '1')].map((c) => judge(c));
    expect(standings.map(needsReview)).toEqual([false, false, true, true]);
  });
});
