import { describe, expect, it } from 'vitest';
import { itemCitations, lessonCitations } from './check/citation-rules.ts';
import { sampleItem } from './content-samples.ts';
import { isUnderReview } from './law-standing.ts';
import { contentRoot, readContent } from './read-content.ts';

const { content } = readContent(contentRoot());
const { laws } = content;

const RULED: readonly (readonly [string, boolean, string])[] = [
  ['保密法/2024/31(三)', false, ''],
  ['保密法/2010/2', false, '内容未变，应改引 保密法/2024/2'],
  ['保密法/2010/37', false, '内容未变，应改引 保密法/2024/45'],
  ['保密法/2010/9(四)', false, '内容未变，应改引 保密法/2024/13'],
  ['保密法/2010/12', true, '第十二条内容修改，现为第十六条：增“主要”'],
  ['保密法/2010/48(五)', true, '第四十八条内容修改，现为第五十七条'],
  ['保密法/2010/36', true, '第三十六条删去'],
  ['实施条例/2014/2', false, '内容未变，应改引 实施条例/2024/3'],
  ['实施条例/2014/31', false, '内容未变，应改引 实施条例/2024/56'],
  ['实施条例/2014/7', true, '第七条内容修改，现为第九条'],
  ['实施条例/2014/30', true, '第三十条删去'],
  ['反不正当竞争法/2019/9', true, '不是现行有效版本'],
];

describe('a question that cites', () => {
  it.each(RULED)('%s: under review %s', (ref, expected) => {
    expect(isUnderReview(laws, { laws: [ref] })).toBe(expected);
  });

  it.each(RULED)('%s fails the check of what ships unless it is law in force: %s %s', (ref, _, message) => {
    const findings = itemCitations(sampleItem({ laws: [ref] }), laws);
    expect(findings.map((finding) => finding.severity)).toEqual(message ? ['error'] : []);
    expect(findings[0]?.message ?? '').toContain(message);
  });
});

describe('review', () => {
  it('is asked for by one revised article among many', () => {
    expect(isUnderReview(laws, { laws: ['保密法/2024/31', '保密法/2010/37', '保密法/2010/12'] })).toBe(true);
  });

  it('is lifted for the law it names alone', () => {
    const reviewed = [{ law: '保密法', version: '2024' }];
    expect(isUnderReview(laws, { laws: ['保密法/2010/12'], reviewed })).toBe(false);
    expect(isUnderReview(laws, { laws: ['保密法/2010/12', '实施条例/2014/7'], reviewed })).toBe(true);
    expect(itemCitations(sampleItem({ laws: ['保密法/2010/12'], reviewed }), laws)).toEqual([]);
  });

  it('must name a version of the register', () => {
    const item = sampleItem({ reviewed: [{ law: '保密法', version: '2099' }] });
    expect(itemCitations(item, laws)[0]?.message).toContain('reviewed 写的 保密法/2099 不在登记册中');
  });
});

describe('the shipped content', () => {
  it('cites no older version, in lessons or questions', () => {
    const lessons = [...content.parsedLessons.values()].flatMap((lesson) => lessonCitations(lesson, laws));
    const items = [...content.items.values()].flatMap((item) => itemCitations(item, laws));
    expect(content.items.size).toBeGreaterThan(0);
    expect([...lessons, ...items].map(({ file, message }) => `${file} ${message}`)).toEqual([]);
  });
});
