import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { articleTitle, type LawRef } from './law-ref.ts';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

const IN_FORCE = '现行有效';
/** In force or soon, but its text was not collected: nothing can cite it until it is. */
const TO_BE_CONFIRMED = '条文待核';
const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写作 2024-05-01');

const Register = z.strictObject({
  laws: z.array(
    z.strictObject({
      id: z.string().min(1),
      title: z.string().min(1),
      versions: z
        .array(
          z
            .strictObject({
              version: z.string().regex(/^\d{4}$/, '版本是四位年份'),
              adopted: CalendarDate.nullable(),
              inForce: CalendarDate,
              until: CalendarDate.nullable(),
              status: z.enum([IN_FORCE, '已被修订', '已废止', '尚未施行', TO_BE_CONFIRMED]),
              file: z.string().min(1).nullable(),
              note: z.string(),
            })
            .refine(({ status, file }) => (status === TO_BE_CONFIRMED) === (file === null), {
              message: '条文待核的版本不写条文文件（file: null），其他版本必须写',
              path: ['file'],
            }),
        )
        .min(1),
    }),
  ),
});

export type Article = {
  readonly number: string;
  /** 第三十一条. */
  readonly title: string;
  readonly chapter: string;
  readonly paragraphs: readonly string[];
};

export type LawVersion = {
  readonly law: string;
  readonly title: string;
  readonly version: string;
  readonly adopted: string | null;
  readonly inForce: string;
  readonly until: string | null;
  readonly status: string;
  readonly note: string;
  readonly isInForce: boolean;
  /** Empty as long as the text is to be confirmed. */
  readonly articles: ReadonlyMap<string, Article>;
};

/** Keyed `保密法/2024`. */
export type LawRegister = ReadonlyMap<string, LawVersion>;

const HEADING = /^## (第.+条(?:之.+)?) \{(\d+(?:-\d+)?)\}$/;

/** What is wrong with an article's heading, or null; numeral and number must say the same. */
function headingProblem(title: string, number: string, known: ReadonlyMap<string, Article>): string | null {
  if (number === '') return '条标题应写作 “## 第三十一条 {31}”';
  if (title !== articleTitle(number)) return `条标题 ${title} 与编号 ${number} 不一致`;
  return known.has(number) ? `${title} 重复出现` : null;
}

type Reading = { readonly articles: Map<string, Article>; chapter: string; paragraphs: string[] | null };

/** Takes one line that is not empty; returns what is wrong with it, or null. */
function readLine(reading: Reading, line: string): string | null {
  if (line.startsWith('# ')) {
    reading.chapter = line.slice(2);
    reading.paragraphs = null;
    return null;
  }
  if (!line.startsWith('#')) {
    reading.paragraphs?.push(line);
    return reading.paragraphs ? null : '正文出现在任何一条之前';
  }
  const [, title = '', number = ''] = HEADING.exec(line) ?? [];
  const problem = headingProblem(title, number, reading.articles);
  const paragraphs: string[] = [];
  reading.paragraphs = paragraphs;
  if (number) reading.articles.set(number, { number, title, chapter: reading.chapter, paragraphs });
  return problem;
}

/** Splits the Markdown of one statute into its articles. */
export function parseArticles(file: string, text: string, problems: Problem[]): ReadonlyMap<string, Article> {
  const reading: Reading = { articles: new Map(), chapter: '', paragraphs: null };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const message = line === '' ? null : readLine(reading, line);
    if (message) problems.push({ file, line: index + 1, message });
  }
  return reading.articles;
}

/** Reads `laws/register.yaml` and every statute it names; `root` is the content folder. */
export function readLaws(root: string, problems: Problem[]): LawRegister {
  const file = 'content/laws/register.yaml';
  const register = new Map<string, LawVersion>();
  const yaml = parseYaml(file, readFileSync(join(root, 'laws/register.yaml'), 'utf8'), problems);
  if (!yaml) return register;
  const parsed = Register.safeParse(yaml.value);
  if (!parsed.success) {
    recordIssues({ file, yaml, base: [], error: parsed.error, problems });
    return register;
  }
  for (const law of parsed.data.laws) {
    for (const version of law.versions) {
      const { file: name, ...rest } = version;
      const text = name === null ? '' : readFileSync(join(root, 'laws', name), 'utf8');
      const articles = parseArticles(`content/laws/${name}`, text, problems);
      const isInForce = version.status === IN_FORCE && version.until === null;
      register.set(`${law.id}/${version.version}`, { law: law.id, title: law.title, ...rest, isInForce, articles });
    }
  }
  return register;
}

/** Why a reference cannot stand, or null: unknown law, version, article or item. Being in force is asked apart. */
export function refProblem(register: LawRegister, ref: LawRef): string | null {
  const version = register.get(`${ref.law}/${ref.version}`);
  if (!version) return `登记册中没有 ${ref.law}/${ref.version}`;
  const article = version.articles.get(ref.article);
  if (!article) return `${ref.law}/${ref.version} 没有${articleTitle(ref.article)}`;
  if (ref.item && !article.paragraphs.some((p) => p.startsWith(`（${ref.item}）`))) {
    return `${ref.law}/${ref.version} ${article.title}没有第（${ref.item}）项`;
  }
  return null;
}
