import { ItemSource } from '#domain/assessment/item-source.ts';
import { type ParsedLesson, parseLesson } from '#server/content/parse-lesson.ts';
import { formatProblem, type Problem } from '#server/content/problems.ts';
import type { ParsedItem } from '#server/content/read-items.ts';
import { type LawRegister, parseArticles } from '#server/content/read-laws.ts';

const LAW_2024 = `# 第一章 总则

## 第二十九条 {29}

禁止非法复制、记录、存储国家秘密。

## 第三十一条 {31}

机关、单位不得有下列行为：

（一）接入互联网的；

（三）使用非涉密信息设备存储国家秘密的。
`;

function version(year: string, isInForce: boolean, text: string) {
  return {
    law: '保密法',
    title: '中华人民共和国保守国家秘密法',
    version: year,
    adopted: `${year}-01-01`,
    inForce: `${year}-05-01`,
    until: isInForce ? null : '2024-04-30',
    status: isInForce ? '现行有效' : '已被修订',
    note: '',
    isInForce,
    articles: parseArticles('law.md', text, []),
  };
}

/** A register of one statute: articles 29 and 31 of 2024 in force, article 48 of 2010 not. */
export function sampleLaws(): LawRegister {
  return new Map([
    ['保密法/2024', version('2024', true, LAW_2024)],
    ['保密法/2010', version('2010', false, '## 第四十八条 {48}\n\n（一）旧条文；\n')],
  ]);
}

export const SCENARIO = `:::scenario{id=door}
您怎么做？

- [关机带进去] 看不出是否真的关了。 {wrong}
- [存进柜子] 设备不在场。 {best}

> 规则：手机不在场。:cite[保密法/2024/31(三)]
:::`;

export const DECK = `:::deck{id=can}
- 存进柜子 | 能 | 不在场
- 登记领取 | 能 | 有手续
- 拍照 | 不能 | 存进了相册
- 转发 | 不能 | 出了范围
- 口述 | 不能 | 仍是传递
:::`;

export const SUMMARY = `:::summary
- 第一句。
- 第二句。
- 第三句。
:::`;

export const BODY = `开头一段。

${SCENARIO}

## 第一节

正文。

| 做法 | 理由 |
| --- | --- |
| 存柜 | 不在场 |

## 第二节

${DECK}

## 第三节

正文。

${SUMMARY}
`;

export const FRONT = `id: m6-phones
number: "6.2"
module: M6
version: 1
title: 手机
question: 手机什么时候要离开您的手？
minutes: 12
plans: [Q, S]
topics: [保密技术防范]
units: [U02]
laws: [保密法/2024/31]
`;

/** Parses one lesson; problems come as `line message`. */
export function parseSample(
  body: string,
  front = FRONT,
): { readonly parsed: ParsedLesson | null; readonly problems: string[] } {
  const problems: Problem[] = [];
  const text = `---\n${front}---\n\n${body}`;
  const parsed = parseLesson({ file: 'f', name: 'm6-phones', text, laws: sampleLaws(), problems });
  return { parsed, problems: problems.map((problem) => formatProblem(problem).replace('f:', '')) };
}

/** The lesson of `parseSample`; throws when it could not be read. */
export function lessonSample(body: string, front = FRONT): ParsedLesson {
  const { parsed } = parseSample(body, front);
  if (!parsed) throw new Error('the sample lesson has no front matter');
  return parsed;
}

const option = (id: string, correct: boolean, text = `做法甲乙${id}`) => ({ id, text, correct, why: '理由' });

/** Four options of equal length with the key at the given place. */
export function optionsWithKey(key: string) {
  return ['a', 'b', 'c', 'd'].map((id) => option(id, id === key));
}

/** A question that breaks no rule, with some fields changed. */
export function sampleItem(change: Readonly<Record<string, unknown>> = {}): ParsedItem {
  const base = {
    id: 'm6-phones-e01',
    version: 1,
    pool: 'exam',
    type: 'single',
    difficulty: 2,
    situation: true,
    units: ['U02'],
    laws: ['保密法/2024/31'],
    stem: '您应当怎么做？',
    options: optionsWithKey('b'),
    explanation: '解释。',
  };
  const merged = Object.entries({ ...base, ...change }).filter(([, value]) => value !== undefined);
  const source = ItemSource.parse(Object.fromEntries(merged));
  return { source, lessonId: source.id.slice(0, -4), file: 'q.yaml', line: 1, lineAt: () => 1 };
}

export function sampleBoolean(answer: boolean, stem = '一句陈述。'): ParsedItem {
  return sampleItem({ type: 'boolean', options: undefined, stem, answer });
}
