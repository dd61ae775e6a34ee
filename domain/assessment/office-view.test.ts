import { describe, expect, it } from 'vitest';
import { flagsOf } from './office-view.ts';

const statistics = {
  candidates: 100,
  facility: 0.6,
  standardDeviation: 0.4,
  discriminationIndex: 35,
  discriminativeEfficiency: 40,
  pointBiserial: 0.4,
};

describe('the flags of a question', () => {
  it('stay away from a sound question', () => {
    expect(flagsOf(statistics, 100)).toEqual([]);
  });
  it('tell a wrong key from a vague stem, and the graver stands first', () => {
    expect(flagsOf({ ...statistics, discriminationIndex: -4, facility: 0.1 }, 100)).toEqual(['negative', 'too-hard']);
    expect(flagsOf({ ...statistics, discriminationIndex: 8, facility: 0.97 }, 100)).toEqual(['weak', 'too-easy']);
  });
  it('judge nothing on a handful of candidates, and say when there were none', () => {
    expect(flagsOf({ ...statistics, candidates: 19, facility: 0 }, 19)).toEqual([]);
    expect(flagsOf({ ...statistics, candidates: 0, facility: null }, 0)).toEqual(['unused']);
  });
});
