import { expect, it } from 'vitest';
import { schemaOf } from './form.ts';

const schema = schemaOf([
  { name: 'on', label: '发生日期', kind: 'date' },
  { name: 'at', label: '发现时间', kind: 'datetime' },
]);

const faults = (values: unknown) => schema.safeParse(values).error?.issues.map((issue) => issue.message);

it('tells a date that was not given by its name from one that no calendar knows', () => {
  expect(faults({ on: '', at: '' })).toEqual(['请填写发生日期', '请填写发现时间']);
  expect(faults({})).toEqual(['请填写发生日期', '请填写发现时间']);
  expect(faults({ on: '2026-02-30', at: '2026-02-30T09:00:00+08:00' })).toEqual([
    '请填写有效的日期',
    '请填写有效的日期和时间',
  ]);
  expect(faults({ on: '2026-02-28', at: '2026-02-28T09:00:00+08:00' })).toBeUndefined();
});
