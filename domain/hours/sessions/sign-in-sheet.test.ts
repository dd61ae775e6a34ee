import { describe, expect, it } from 'vitest';
import type { PersonFacts } from './eligibility.ts';
import type { SheetCell, SheetData } from './sheet.ts';
import { findTable, judgeEntries, readEntries, type SessionFacts } from './sign-in-sheet.ts';

const SESSION: SessionFacts = {
  zone: 'Asia/Shanghai',
  day: '2026-06-10',
  startsAt: new Date('2026-06-10T09:00:00+08:00'),
  endsAt: new Date('2026-06-10T11:00:00+08:00'),
  minutes: 90,
  minutesPerHour: 45,
};

const cell = (value: string | number | SheetCell | null): SheetCell | null => {
  if (typeof value === 'string') return { kind: 'text', text: value };
  return typeof value === 'number' ? { kind: 'number', value } : value;
};
const sheet = (...rows: (string | number | SheetCell | null)[][]): SheetData => ({
  is1904: false,
  rows: rows.map((cells, i) => ({ number: i + 1, cells: cells.map(cell) })),
});

function person(employeeNo: string, name: string, change: Partial<PersonFacts> = {}): PersonFacts {
  const base = { personId: `id-${employeeNo}`, employeeNo, name, unitName: '', isMember: true, isInScope: true };
  return { ...base, isOnList: false, overlaps: null, ...change };
}

const ROSTER = new Map(
  [
    person('E0001', '陈思远'),
    person('10023', '阿卜杜拉·买买提'),
    person('E0003', '赵成', { isOnList: true }),
    person('E0004', '钱宁', { isMember: false }),
    person('E0005', '孙立', { isInScope: false }),
    person('E0006', '李想', { overlaps: '上半年集中培训' }),
  ].map((facts) => [facts.employeeNo, facts]),
);

function judge(...rows: (string | number | SheetCell | null)[][]) {
  const data = sheet(['工号', '姓名', '签到时间', '学时'], ...rows);
  const table = findTable(data);
  if (!table) throw new Error('no head');
  return judgeEntries(readEntries(table, SESSION, false), ROSTER);
}
const verdict = (...row: (string | number | SheetCell | null)[]) => {
  const [judged] = judge(row);
  return judged && [judged.outcome, ...judged.problems];
};

describe('the heads of a sign-in sheet', () => {
  it('are found below a title, in any order, with blanks and wide letters', () => {
    const table = findTable(sheet(['培训签到表'], [], ['序号', '姓 名', '部门', ' 工号 '], [1, '陈思远', '', 'E0001']));
    expect(table?.columns).toEqual({ 姓名: 1, 工号: 3 });
    expect(table?.body).toHaveLength(1);
  });
  it('are asked for: without 工号 or 姓名, or with one of them twice, nothing is read', () => {
    expect(findTable(sheet(['姓名', '部门']))).toBeNull();
    expect(findTable(sheet(['工号', '工号', '姓名']))).toBeNull();
    expect(findTable(sheet())).toBeNull();
  });
});

describe('the verdict on a row', () => {
  it('is to add whoever is right, whatever the widths, and keeps the number of the row', () => {
    expect(verdict('Ｅ０００１', '陈 思远')).toEqual(['add']);
    expect(verdict(10023, '阿卜杜拉•买买提')).toEqual(['add']);
    expect(judge([], ['', '', '', ''], ['E0001', '陈思远'])[0]?.row).toBe(4);
  });
  it('is no error for who is on the list already', () => {
    expect(verdict('E0003', '赵成')).toEqual(['already']);
  });
  it.each([
    ['an unknown 工号', ['E9999', '某人'], '没有这个工号，或不在您负责的范围内'],
    ['somebody outside the scope, in the same words', ['E0005', '孙立'], '没有这个工号，或不在您负责的范围内'],
    ['another name', ['E0001', '陈思源'], '姓名与花名册不一致'],
    ['somebody who has left', ['E0004', '钱宁'], '培训当天不在职（尚未入职或已离职）'],
    ['an overlap', ['E0006', '李想'], '与已审批的“上半年集中培训”时间重叠'],
    ['no 工号', ['', '陈思远'], '工号为空'],
    ['no name', ['E0001', ''], '姓名为空'],
    ['a formula', [{ kind: 'bad', reason: '是公式' } as const, '陈思远'], '工号：是公式'],
    ['a time nobody can read', ['E0001', '陈思远', '早上'], '签到时间无法识别，请写成 2026-06-10 08:55 的形式'],
    ['a time of another day', ['E0001', '陈思远', '2026-06-11 09:00'], '签到时间不在本场培训前后 30 分钟之内'],
    ['other hours', ['E0001', '陈思远', '', 3], '学时与本场不一致（本场每人计 2.0 学时）'],
    ['hours in words', ['E0001', '陈思远', '', '两'], '学时无法识别，请填写数字，或留空'],
  ])('names %s', (_what, row, problem) => {
    expect(verdict(...row)).toEqual(['error', problem]);
  });
  it('names the second of two rows for one person, and where the first stands', () => {
    expect(judge(['E0001', '陈思远'], ['E0001', '陈思远']).map((row) => row.problems)).toEqual([[], ['与第 2 行重复']]);
  });
  it('names everything that is wrong at once', () => {
    expect(verdict('E0001', '别人', '早上', 9)?.length).toBe(4);
  });
  it('leaks no name of the roster', () => {
    expect(JSON.stringify(judge(['E0001', '某人'], ['E0005', '某人']).map((row) => row.problems))).not.toMatch(
      /陈思远|孙立/,
    );
  });
});

describe('the time of signing in', () => {
  const at = (value: string | number) => judge(['E0001', '陈思远', value])[0]?.signedAt?.toISOString();
  it.each([
    '2026-06-10 08:55',
    '2026/6/10 8:55',
    '2026年6月10日 8:55',
    '2026-06-10T08:55:00',
    '8:55',
    '８：５５',
    46183 + (8 * 60 + 55) / 1440,
    (8 * 60 + 55) / 1440,
  ])('is read from %s in the zone of the organisation', (value) => {
    expect(at(value)).toBe('2026-06-10T00:55:00.000Z');
  });
  it.each(['2026-02-30 08:55', '25:00', '8:61', 1e9, -1])('is not made up from %s', (value) => {
    expect(at(value)).toBeUndefined();
  });
});
