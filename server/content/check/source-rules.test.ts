import { describe, expect, it } from 'vitest';
import { sampleItem } from '../content-samples.ts';
import type { SourceUnit } from '../read-sources.ts';
import { sourceRules } from './source-rules.ts';

const unit = (id: string, change: Partial<SourceUnit> = {}): SourceUnit => ({
  id,
  title: '单元',
  sources: ['000'],
  audience: ['全员'],
  ...change,
});
const lesson = (...units: string[]) => ({ id: 'm6-phones', units });
const found = (
  units: readonly SourceUnit[],
  taught: readonly string[],
  asked: readonly string[],
  count = units.length,
) =>
  sourceRules(units, [lesson(...taught)], [sampleItem({ units: asked })], count)
    .map((finding) => finding.message)
    .join('；');

describe('the register of source units', () => {
  it('is accepted when every unit is taught and asked, or dropped with a reason', () => {
    const dropped = unit('U02', { dropped: '数字没有出处，不收。' });
    expect(found([unit('U01'), dropped], ['U01'], ['U01'])).toBe('');
  });

  it('finds a unit that is missing, one that is strange and one listed twice', () => {
    expect(found([unit('U01')], ['U01'], ['U01'], 3)).toContain('缺少单元 U02、U03');
    expect(found([unit('U01'), unit('U09')], ['U01', 'U09'], ['U01', 'U09'], 1)).toContain('多出单元 U09');
    expect(found([unit('U01'), unit('U01')], ['U01'], ['U01'], 1)).toContain('U01 写了两次');
  });

  it('finds a unit that no lesson teaches, one that no question asks, and one dropped and taught', () => {
    expect(found([unit('U01'), unit('U02')], ['U01'], ['U01'])).toContain('U02 单元：没有课程教它');
    expect(found([unit('U01'), unit('U02')], ['U01', 'U02'], ['U01'])).toContain('U02 单元：有课程，没有题目');
    const dropped = unit('U01', { dropped: '数字没有出处，不收。' });
    expect(found([dropped], ['U01'], [])).toContain('写了不收');
  });

  it('finds a unit that lessons or questions name and the register does not know', () => {
    expect(found([unit('U01')], ['U01', 'U77'], ['U01'])).toContain('没有的单元 U77');
  });
});
