import { expect, test } from 'vitest';
import { sampleLaws } from '../content-samples.ts';
import { copiedText, sixRuns, withoutStatutes } from './copied-text.ts';
import { fingerprintOf, runsIn } from './fingerprint.ts';

const texts = Array.from({ length: 400 }, (_, i) => `第${i}篇讲的是各级领导要高度重视第${i * 7}项工作并落实责任`);

test('a fingerprint knows every run it was made of, and takes next to no other for one', () => {
  const runs = sixRuns(texts);
  const known = runsIn(fingerprintOf(runs));
  expect([...runs].filter((run) => !known.has(run))).toEqual([]);
  const foreign = [...sixRuns(texts.map((text) => [...text].reverse().join('')))].filter((run) => !runs.has(run));
  expect(foreign.filter((run) => known.has(run)).length).toBeLessThanOrEqual(foreign.length / 1000);
});

test('copied text is found by the fingerprint alone, and statutes stay free to quote', () => {
  const statute = '禁止非法复制、记录、存储国家秘密。';
  const source = `各级领导要高度重视保密工作落实责任。${statute}`;
  const runs = withoutStatutes(runsIn(fingerprintOf(sixRuns([source]))), sampleLaws());
  expect(copiedText('a.md', '各级领导，要高度重视保密工作，落实责任。', runs)[0]?.message).toContain('占 100%');
  expect(copiedText('a.md', statute, runs)).toEqual([]);
  expect(copiedText('a.md', '电梯里不谈工作，饭桌上不问项目。', runs)).toEqual([]);
});

test('a file of another size is refused', () => {
  expect(() => runsIn(new Uint8Array(10))).toThrow(RangeError);
});
