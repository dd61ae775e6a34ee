import { expect, test } from 'vitest';
import { sampleBoolean, sampleItem } from '../content-samples.ts';
import { twinQuestions } from './twin-rules.ts';

const exam = sampleBoolean(true, '机关、单位应当向同级保密行政管理部门报送年度保密工作情况。');
const other = (stem: string, pool: 'practice' | 'exam' = 'practice') =>
  sampleItem({
    id: pool === 'exam' ? 'm6-phones-e02' : 'm6-phones-p01',
    pool,
    type: 'boolean',
    options: undefined,
    answer: true,
    stem,
  });

test('two questions of different pools that ask nearly the same are found', () => {
  const twin = other('机关、单位应当每年向同级保密行政管理部门报送本单位保密工作情况。');
  expect(twinQuestions([exam, twin])[0]?.message).toContain('m6-phones-p01 与另一题库的 m6-phones-e01 几乎相同');
});

test('neither another question nor the same one in the same pool is', () => {
  expect(twinQuestions([exam, other('手机进涉密会场之前，连同手表一起存进柜子。')])).toEqual([]);
  const same = other('机关、单位应当每年向同级保密行政管理部门报送本单位保密工作情况。', 'exam');
  expect(twinQuestions([exam, same])).toEqual([]);
});
