import { expect, test } from 'vitest';
import { raiseVersion, toRaise } from './raise-versions.ts';

const row = (id: string, version: number, contentHash: string) => ({ id, version, contentHash, file: `${id}.yaml` });

test('what changed without a higher version gets the next one; new, raised and unchanged entries keep theirs', () => {
  const released = [row('a', 1, 'old'), row('b', 3, 'old'), row('c', 1, 'same'), row('gone', 1, 'x')];
  const now = [row('a', 1, 'new'), row('b', 4, 'new'), row('c', 1, 'same'), row('fresh', 1, 'y')];
  expect(toRaise(now, released)).toEqual([{ id: 'a', file: 'a.yaml', version: 2 }]);
});

const FILE = `# 说明
- id: m6-phones-e01
  version: 1
  pool: exam
- id: m6-phones-e02
  version: 1   # 注
  stem: 写着 version 的题
`;

test('only the version of the named entry changes, and nothing else in the file', () => {
  expect(raiseVersion(FILE, 'm6-phones-e02', 2)).toBe(FILE.replace('version: 1   # 注', 'version: 2   # 注'));
  expect(raiseVersion('---\nid: m6-phones\nnumber: "6.2"\nversion: 1\n', 'm6-phones', 2)).toContain('version: 2');
  expect(raiseVersion('policies:\n  - planKind: exit\n    version: 2\n', 'exit', 3)).toContain('    version: 3');
});

test('an entry that is not in the file is an error, not a silent nothing', () => {
  expect(() => raiseVersion(FILE, 'm6-phones-e03', 2)).toThrow('m6-phones-e03');
});
