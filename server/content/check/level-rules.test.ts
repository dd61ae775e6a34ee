import { expect, test } from 'vitest';
import { sampleItem } from '../content-samples.ts';
import { levelReasons } from './level-rules.ts';

const withReason = (difficultyReason: string | undefined) => sampleItem({ difficultyReason });
const OWN = '主管在催，又说会后删除，要在两头之间取舍';

test('a question that says in its own words why it stands at its level passes', () => {
  expect(levelReasons([withReason(OWN), withReason('只要认得出手机不能进涉密会场')])).toEqual([]);
});

test('a question without a reason, or with a word for one, is found', () => {
  expect(levelReasons([withReason(undefined)])[0]?.message).toContain('没有写难度的理由');
  expect(levelReasons([withReason('较难')])[0]?.message).toContain('难度理由 2 字');
});

test('one reason pasted under three questions is found under each', () => {
  expect(levelReasons([OWN, OWN, OWN].map(withReason))).toHaveLength(3);
});
