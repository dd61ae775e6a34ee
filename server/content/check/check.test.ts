import { describe, expect, it } from 'vitest';
import {
  BODY,
  DECK,
  FRONT,
  lessonSample,
  optionsWithKey,
  SCENARIO,
  SUMMARY,
  sampleBoolean,
  sampleItem,
  sampleLaws,
} from '../content-samples.ts';
import {
  absoluteWords,
  bankSize,
  booleanShare,
  checkQuestions,
  evenPositions,
  longestOption,
  sameStems,
} from './bank-rules.ts';
import { itemCitations, lessonCitations } from './citation-rules.ts';
import { copiedText, sixRuns, withoutStatutes } from './copied-text.ts';
import type { Finding } from './finding.ts';
import { itemRules } from './item-rules.ts';
import { lessonRules } from './lesson-rules.ts';
import { redListInItem, redListInLesson } from './red-list.ts';

const messages = (findings: readonly Finding[]) => findings.map((f) => `${f.severity} ${f.message}`).join('\n');
const times = <T>(n: number, make: (index: number) => T) => Array.from({ length: n }, (_, i) => make(i));
const options = (texts: readonly string[], key = 'a') =>
  optionsWithKey(key).map((option, i) => ({ ...option, text: texts[i] ?? option.text }));

describe('the sample content breaks no rule', () => {
  it('lesson', () => {
    const lesson = lessonSample(BODY);
    expect([...lessonRules(lesson), ...lessonCitations(lesson, sampleLaws()), ...redListInLesson(lesson)]).toEqual([]);
  });

  it('question', () => {
    const item = sampleItem();
    expect([...itemRules(item), ...itemCitations(item, sampleLaws()), ...redListInItem(item)]).toEqual([]);
  });
});

describe('citations', () => {
  it('to a version no longer in force are refused, in lessons and questions', () => {
    const body = BODY.replace('正文。', '正文。:cite[保密法/2010/48]');
    expect(messages(lessonCitations(lessonSample(body), sampleLaws()))).toContain('保密法/2010 不是现行有效版本');
    const item = sampleItem({ laws: ['保密法/2010/48'] });
    expect(messages(itemCitations(item, sampleLaws()))).toContain('不是现行有效版本');
  });

  it('in front matter and text must be the same', () => {
    const front = FRONT.replace('保密法/2024/31', '保密法/2024/29');
    const found = messages(lessonCitations(lessonSample(BODY, front), sampleLaws()));
    expect(found).toContain('缺少正文引用的 保密法/2024/31');
    expect(found).toContain('没有引用的 保密法/2024/29');
  });
});

describe('lesson rules', () => {
  it.each([
    ['no scenario', BODY.replace(SCENARIO, ''), '至少要有一个 scenario'],
    ['no deck or case', BODY.replace(DECK, '文。'), '至少要有一个 deck 或 case'],
    ['no table', BODY.replace(/\|.*\n/g, (row) => (row.includes('能') ? row : '')), 'cards、chain、steps 或表格'],
    ['two sections', BODY.replace('## 第三节', ''), '应有 3–6 节，现有 2 节'],
    ['short summary', BODY.replace(SUMMARY, ':::summary\n- 一。\n:::'), 'summary 应有 3–6 条，现有 1 条'],
    ['two best choices', BODY.replace('{wrong}', '{best}'), '情景 door 应恰好有一个 best，现有 2 个'],
    ['one choice', BODY.replace(/- \[关机.*\n/, ''), '情景 door 应有 2–4 个选项，现有 1 个'],
    ['next to nowhere', BODY.replace('{wrong}', '{wrong next=gone}'), 'next=gone 没有对应的情景'],
    ['step never reached', BODY.replace('id=door', 'id=door step'), '永远不会出现'],
    ['four deck cards', BODY.replace(/- 口述.*\n/, ''), 'deck can 应有 5–8 张，现有 4 张'],
    ['one-sided deck', BODY.replace('登记领取 | 能', '登记领取 | 不能'), '都不应少于两张，现为 1 和 4'],
    ['long opening', BODY.replace('开头一段。', '长'.repeat(121)), 'note 开头一段 121 字'],
  ])('find: %s', (_, body, message) => {
    expect(messages(lessonRules(lessonSample(body)))).toContain(message);
  });

  it('find a leak chain that could be cut in one place only', () => {
    const chain =
      ':::chain{id=c title="链"}\n- 节点 a | 甲 | 人员\n- 节点 b | 乙 | 平台\n- 连线 a > b | 邮箱 | 发出 | 可拦：不发\n:::';
    const [finding] = lessonRules(lessonSample(BODY.replace(DECK, `${DECK}\n\n${chain}`)));
    expect(finding?.message).toContain('chain c 至少要有两处“可拦”，现有 1 处');
    expect(finding?.line).toBeGreaterThan(1);
  });
});

describe('question rules', () => {
  it('find options of very different length, and note a smaller difference', () => {
    const far = sampleItem({ options: options(['做法甲', '做法乙', '做法丙', '一个长得多的做法']) });
    expect(messages(itemRules(far))).toMatch(/^error .*3–8 字/);
    const near = sampleItem({ options: options(['做法甲乙', '做法乙甲', '做法丙甲', '一个长的做法']) });
    expect(messages(itemRules(near))).toMatch(/^note .*4–6 字/);
  });

  it.each(['以上都对', '以上都不对', '以上做法均正确', '全部正确'])('find the option %s', (text) => {
    expect(messages(itemRules(sampleItem({ options: options(['做法甲', '做法乙', '做法丙', text]) })))).toContain(
      '不用“以上都对”',
    );
  });

  it('find the same option twice, whatever its punctuation', () => {
    const twice = sampleItem({ options: options(['交回，登记', '交回登记', '带回家里', '转给同事']) });
    expect(messages(itemRules(twice))).toContain('选项重复');
  });

  it('find a question for article numbers', () => {
    expect(messages(itemRules(sampleItem({ stem: '这是保密法第几条规定的？' })))).toContain('不考条号');
  });

  it('find an explanation that contradicts the key of a true/false question', () => {
    const item = (explanation: string) =>
      sampleItem({ type: 'boolean', options: undefined, answer: true, explanation });
    expect(messages(itemRules(item('错。条例没有这样写。')))).toContain('与答案相反');
    expect(itemRules(item('对。条例写明了。'))).toEqual([]);
  });

  it('look inside case sets', () => {
    const parts = ['p1', 'p2', 'p3'].map((id) => ({
      id,
      type: 'single',
      stem: '怎么做？',
      options: options(['做法甲', '做法乙', '做法丙', '以上都错']),
      explanation: '解释。',
    }));
    expect(itemRules(sampleItem({ type: 'case', options: undefined, parts })).length).toBeGreaterThanOrEqual(3);
  });
});

describe('rules over the bank', () => {
  const bank = (n: number, change: (index: number) => Readonly<Record<string, unknown>>) =>
    times(n, (i) => sampleItem({ stem: `题 ${i}？`, ...change(i) }));
  const key = (i: number) => 'abcd'[i % 4] ?? 'a';

  it('find keys that are longest too often', () => {
    const long = bank(20, () => ({ options: options(['正确的做法', '做法乙', '做法丙', '做法丁']) }));
    expect(messages(longestOption(long))).toContain('正确项最长的占 100%');
    expect(longestOption(bank(20, () => ({})))).toEqual([]);
  });

  it('find keys that stand in one place too often or too seldom', () => {
    expect(evenPositions(bank(20, (i) => ({ options: optionsWithKey(key(i)) })))).toEqual([]);
    const uneven = evenPositions(bank(20, (i) => ({ options: optionsWithKey(i < 18 ? 'b' : 'c') })));
    expect(uneven.map((f) => f.message.slice(0, 7))).toEqual([
      '单选题答案为 ',
      '单选题答案为 ',
      '单选题答案为 ',
      '单选题答案为 ',
    ]);
  });

  it('find true statements that are not about half, more strictly in a large bank', () => {
    const answers = (n: number, truths: number) => times(n, (i) => sampleBoolean(i < truths));
    expect(booleanShare(answers(50, 29))).toEqual([]);
    expect(messages(booleanShare(answers(50, 31)))).toContain('占 62%');
    expect(messages(booleanShare(answers(100, 58)))).toContain('应在 45%–55%');
  });

  it('find a lesson without exactly three check questions', () => {
    const checks = times(2, (i) => sampleItem({ id: `m6-phones-c0${i}`, pool: 'check' }));
    expect(messages(checkQuestions(['m6-phones'], checks))).toContain('应恰好 3 题，现有 2 题');
  });

  it('find one question asked twice', () => {
    expect(messages(sameStems([sampleItem(), sampleItem({ id: 'm6-phones-e02' })]))).toContain('题干相同');
  });

  it('find absolute words that stand in wrong options alone', () => {
    const texts = ['做法甲', '一律做乙', '任何时丙', '做法丁'];
    expect(messages(absoluteWords(bank(10, () => ({ options: options(texts) }))))).toContain('正确的只占 0%');
    expect(absoluteWords(bank(10, () => ({ options: options(texts, 'b') })))).toEqual([]);
    const seldom = bank(10, (i) => ({ options: options(texts, i === 0 ? 'b' : 'a') }));
    expect(messages(absoluteWords(seldom))).toContain('正确的只占 5%');
  });

  it('find a bank that is too small, thin on required lessons or asks from memory', () => {
    const bar = { published: 6, exam: 4, practice: 2, aLesson: 5, situations: 0.4 };
    const of = (exam: number, practice: number, change = {}) => [
      ...times(exam, (i) => sampleItem({ id: `m6-phones-e0${i}`, ...change })),
      ...times(practice, (i) => sampleItem({ id: `m6-phones-p0${i}`, pool: 'practice', ...change })),
    ];
    const required = new Set(['m6-phones']);
    expect(bankSize(of(4, 2), required, bar)).toEqual([]);
    expect(messages(bankSize(of(3, 1), required, bar))).toMatch(/题目共 4 道.*考试题 3 道.*练习题 1 道.*4.0 道题/s);
    expect(messages(bankSize(of(4, 2), new Set(['m6-phones', 'm7-other']), bar))).toContain('平均每课 3.0 道题');
    expect(messages(bankSize(of(4, 2, { situation: false }), required, bar))).toContain('写了处境的题占 0%');
  });
});

describe('the red list', () => {
  it('is found where it is taught, not where it is rejected or shown as wrong', () => {
    const taught = BODY.replace('正文。', '涉密文件可以单机处理，用完删除。');
    expect(messages(redListInLesson(lessonSample(taught)))).toContain('单机处理');
    const rejected = BODY.replace('正文。', '法律没有给单机处理留例外。');
    expect(redListInLesson(lessonSample(rejected))).toEqual([]);
    const wrongChoice = BODY.replace('关机带进去', '断网单机处理');
    expect(redListInLesson(lessonSample(wrongChoice))).toEqual([]);
  });

  it('is found in a key, not in a distractor', () => {
    const texts = ['交保密保证金', '做法乙乙乙乙', '做法丙丙丙丙', '做法丁丁丁丁'];
    expect(messages(redListInItem(sampleItem({ options: options(texts) })))).toContain('收取财物');
    expect(redListInItem(sampleItem({ options: options(texts, 'b') }))).toEqual([]);
    expect(redListInItem(sampleBoolean(true, '上岗前要取得保密资格证书。'))).toHaveLength(1);
    expect(redListInItem(sampleBoolean(false, '上岗前要取得保密资格证书。'))).toEqual([]);
    const steps = ['取得保密资格证书', '签承诺书', '上岗'].map((text) => ({ text, why: '理由' }));
    expect(redListInItem(sampleItem({ type: 'ordering', options: undefined, items: steps }))).toHaveLength(1);
    const pairs = ['保密期限为永久', '交保密办', '不带走'].map((right, i) => ({
      left: `情形${i}`,
      right,
      why: '理由',
    }));
    expect(redListInItem(sampleItem({ type: 'matching', options: undefined, pairs }))).toHaveLength(1);
  });
});

describe('copied text', () => {
  const source = '各级领导要高度重视保密工作落实责任。禁止非法复制、记录、存储国家秘密。';
  const runs = withoutStatutes(sixRuns([source]), sampleLaws());

  it('is found, whatever its punctuation', () => {
    expect(messages(copiedText('a.md', '各级领导，要高度重视保密工作，落实责任。', runs))).toContain('占 100%');
  });

  it('does not count statutory wording', () => {
    expect(copiedText('a.md', '禁止非法复制、记录、存储国家秘密。', runs)).toEqual([]);
  });
});
