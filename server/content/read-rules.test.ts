import { describe, expect, it } from 'vitest';
import { RULE_DEVICES, RULE_PLACES } from '#domain/learning/rule-tags.ts';
import { articlesInRule, redListInRule, ruleCitations } from './check/rule-rules.ts';
import { sampleLaws } from './content-samples.ts';
import { formatProblem, type Problem } from './problems.ts';
import { contentRoot, readContent } from './read-content.ts';
import { parseRules } from './read-rules.ts';

const GOOD = `rules:
  - id: sj-01
    group: 手机
    title: 先存手机再进门
    devices: [手机]
    places: [会议]
    do: 到门口就把手机存进柜子。
    dont: 不要静音带进去。
    why: 静音关不掉话筒。
    basis: 法律明文
    laws: [保密法/2024/31(三)]
    lesson: m6-phones
`;

function parse(text: string) {
  const problems: Problem[] = [];
  const known = { laws: sampleLaws(), lessons: new Set(['m6-phones']) };
  return { rules: parseRules(text, known, problems), problems: problems.map(formatProblem) };
}

const second = GOOD.replace('rules:\n', '').replace('sj-01', 'gz-01');

describe('rules', () => {
  it('are read with their line, the old ten before the rest', () => {
    const old = second.replace('group: 手机', 'group: 守则\n    today: 多半发生在会场门口。');
    const { rules, problems } = parse(GOOD + old);
    expect(problems).toEqual([]);
    expect(rules.map(({ source, line }) => [source.id, line])).toEqual([
      ['gz-01', 13],
      ['sj-01', 2],
    ]);
  });

  it.each([
    ['a tag off the list', GOOD.replace('[手机]', '[火箭]'), 'content/rules.yaml:5 字段 devices.0'],
    ['no device', GOOD.replace('[手机]', '[]'), '至少写一种设备'],
    ['no citation', GOOD.replace('[保密法/2024/31(三)]', '[]'), '每条都要写依据'],
    ['no reason', GOOD.replace('    why: 静音关不掉话筒。\n', ''), '字段 why'],
    ['an old rule without its today', GOOD.replace('group: 手机', 'group: 守则'), '保密守则要写今天发生在哪里'],
    ['a field nobody knows', GOOD.replace('basis:', 'level: 三\n    basis:'), 'level'],
    ['the same id twice', GOOD + second.replace('gz-01', 'sj-01'), 'content/rules.yaml:13 sj-01 编号重复'],
    ['an unknown lesson', GOOD.replace('m6-phones', 'm6-rockets'), 'content/rules.yaml:12 sj-01 课程 m6-rockets'],
    ['an unknown article', GOOD.replace('31(三)', '99'), 'content/rules.yaml:11 sj-01 引用：保密法/2024 没有'],
    ['an unknown item', GOOD.replace('31(三)', '31(九)'), '没有第（九）项'],
    ['no reference', GOOD.replace('保密法/2024/31(三)', '保密法31条'), '应写作 法规/版本/条'],
    ['no list', 'rules: 无\n', '下面是一个列表'],
  ])('with %s are refused, naming the line', (_, text, message) => {
    expect(parse(text).problems.join('\n')).toContain(message);
  });

  it('may not recommend what is on the red list, and may warn of it', () => {
    const [bad] = parse(GOOD.replace('到门口就把手机存进柜子', '领导签字后单机处理')).rules;
    const [warning] = parse(GOOD.replace('不要静音带进去', '不要断网单机处理')).rules;
    expect(bad && redListInRule(bad).map((f) => f.message)).toEqual([expect.stringContaining('单机处理')]);
    expect(warning && redListInRule(warning)).toEqual([]);
  });

  it('cite law in force: an older version is read, so that a revision stops nobody, and found by the check', () => {
    const { rules, problems } = parse(GOOD.replace('2024/31(三)', '2010/48(一)'));
    expect(problems).toEqual([]);
    expect(rules.flatMap((rule) => ruleCitations(rule, sampleLaws())).map(formatProblem)).toEqual([
      'content/rules.yaml:11 sj-01 引用的 保密法/2010 不是现行有效版本',
    ]);
  });

  it('name articles in their references alone', () => {
    const [rule] = parse(GOOD.replace('静音关不掉话筒', '第三十一条这样规定')).rules;
    expect(rule && articlesInRule(rule)).toHaveLength(1);
  });
});

describe('the rules that ship', () => {
  const { content, problems } = readContent(contentRoot());
  const rules = content.rules.map(({ source }) => source);

  it('are ten, seven and twenty, numbered without a gap', () => {
    expect(problems.filter(({ file }) => file === 'content/rules.yaml')).toEqual([]);
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`);
    expect(rules.map(({ id }) => id)).toEqual([...ids('gz', 10), ...ids('sj', 7), ...ids('jsj', 20)]);
  });

  it('use every tag, so that no choice of the filter comes up empty', () => {
    expect(new Set(rules.flatMap(({ devices }) => devices))).toEqual(new Set(RULE_DEVICES));
    expect(new Set(rules.flatMap(({ places }) => places))).toEqual(new Set(RULE_PLACES));
  });

  it('cite what their lesson teaches: each lesson shares an article with the rules linked to it', () => {
    for (const lessonId of new Set(rules.map(({ lesson }) => lesson))) {
      const cited = rules.filter(({ lesson }) => lesson === lessonId).flatMap(({ laws }) => laws);
      const own = new Set(content.lessons.get(lessonId)?.laws);
      expect([lessonId, cited.some((ref) => own.has(ref.replace(/\(.*/, '')))]).toEqual([lessonId, true]);
    }
  });
});
