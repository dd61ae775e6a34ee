import { describe, expect, it } from 'vitest';
import type { RuleCard } from './rule-card.ts';
import { filterOfQuery, filterRules, filterWords, NO_FILTER, queryOfFilter } from './rule-filter.ts';

function rule(id: string, change: Partial<RuleCard>): RuleCard {
  return {
    id,
    number: 1,
    group: '手机',
    title: '先存手机',
    devices: ['手机'],
    places: ['会议'],
    do: '存进柜子',
    dont: '不要静音带入',
    why: '静音不关话筒',
    basis: '通常做法',
    isUnderReview: false,
    laws: [{ ref: '实施条例/2024/41', label: '《实施条例》第四十一条' }],
    lesson: { id: 'm6-phones', number: '6.2', title: '手机与智能终端' },
    ...change,
  };
}

const RULES = [
  rule('a', {}),
  rule('b', { devices: ['手机', '智能穿戴'], places: ['办公室'], why: '插 USB 口会接上互联网' }),
  rule('c', { group: '计算机', devices: ['移动介质'], places: ['办公室'], title: 'U 盘不混插' }),
];
const found = (filter: Partial<typeof NO_FILTER>) =>
  filterRules(RULES, { ...NO_FILTER, ...filter }).map((one) => one.id);

describe('the rules shown', () => {
  it('are all of them without a filter, in their order', () => {
    expect(found({})).toEqual(['a', 'b', 'c']);
    expect(found({ text: '   ' })).toEqual(['a', 'b', 'c']);
  });

  it('contain every word of the search, in any field, whatever the case and width', () => {
    expect(found({ text: 'ｕｓｂ' })).toEqual(['b']);
    expect(found({ text: '第四十一条 办公室' })).toEqual(['b', 'c']);
    expect(found({ text: '柜子 混插' })).toEqual(['c']);
    expect(found({ text: '隐形墨水' })).toEqual([]);
  });

  it('belong to the group chosen', () => {
    expect(found({ group: '计算机' })).toEqual(['c']);
  });

  it('concern one of the devices and one of the places chosen', () => {
    expect(found({ devices: ['智能穿戴', '移动介质'] })).toEqual(['b', 'c']);
    expect(found({ devices: ['手机'], places: ['办公室'] })).toEqual(['b']);
    expect(found({ devices: ['移动介质'], places: ['会议'] })).toEqual([]);
  });
});

describe('the address', () => {
  it('says the filter and asks for the same again', () => {
    const filter = { text: 'U 盘', group: '计算机', devices: ['移动介质'], places: ['会议', '境外'] };
    const query = queryOfFilter(filter);
    const params = new URLSearchParams(query);
    const read = Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)]));
    expect(filterOfQuery(read)).toEqual(filter);
    expect(filterWords(filter)).toBe('计算机 · 移动介质 · 会议 · 境外 · 含“U 盘”');
    expect(queryOfFilter(NO_FILTER)).toBe('');
  });

  it('asks for nothing that is not on the lists', () => {
    expect(filterOfQuery({ group: '保险柜', device: ['手机', '火箭'], place: '月球' })).toEqual({
      ...NO_FILTER,
      devices: ['手机'],
    });
  });
});
