import { describe, expect, it } from 'vitest';
import { optionsWithKey, sampleItem } from '../content-samples.ts';
import { commonWords, echoedStem } from './echo-rules.ts';

const options = (texts: readonly string[]) =>
  optionsWithKey('b').map((option, i) => ({ ...option, text: texts[i] ?? '' }));
const stem = '铅封编号对不上，箱子又没有破损。您应当怎么办？';
const none = new Set<string>();

describe('a word of the stem', () => {
  const echo = sampleItem({ stem, options: options(['先收下再问', '核对铅封编号', '退回不登记', '打开看一眼']) });

  it('that the key alone repeats is found, in single questions and in case sets', () => {
    expect(echoedStem(echo, none)[0]?.message).toContain('“铅封编号”只在正确项里重复');
    const part = (id: string) => ({
      id,
      type: 'single',
      stem,
      options: options(['先收下再问', '核对铅封编号', '退回不登记', '打开看一眼']),
      explanation: '解释。',
    });
    const set = sampleItem({ type: 'case', options: undefined, parts: [part('p1'), part('p2'), part('p3')] });
    expect(echoedStem(set, none)).toHaveLength(3);
  });

  it('that a wrong option repeats as well gives nothing away', () => {
    const both = sampleItem({ stem, options: options(['铅封编号不管', '核对铅封编号', '退回不登记', '打开看一眼']) });
    expect(echoedStem(both, none)).toEqual([]);
  });

  it('that half the bank holds gives nothing away', () => {
    const bank = Array.from({ length: 40 }, () => echo);
    expect(echoedStem(echo, commonWords(bank))).toEqual([]);
  });

  it('is not put together over a mark', () => {
    const apart = sampleItem({
      stem: '铅封，编号对不上。',
      options: options(['先收下再问', '核对铅封编号', '退回不登记', '打开看']),
    });
    expect(echoedStem(apart, none)).toEqual([]);
  });
});
