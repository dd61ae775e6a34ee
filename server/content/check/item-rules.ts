import {
  type ItemSource,
  questionsOf,
  type SourceOption,
  type SourcePart,
} from '../../../domain/assessment/item-source.ts';
import type { ParsedItem } from '../read-items.ts';
import { characters, error, type Finding, note } from './finding.ts';

const RATIO_ERROR = 1.6;
const RATIO_NOTE = 1.25;
const CATCH_ALL = /以上.{0,3}(都|均|全部)?(对|错|正确|错误|不对|不正确|都是|都不是)|(全部|都)(正确|错误)$/;
const ARTICLE_ASKED = /第几[条款项]|哪一?[条款项](规定|法)|第.{1,4}条(还是|或)/;
const NEGATIVE_STEM = /(不正确|错误|不恰当|不符合.{0,6})的(是|有|做法是)/;

type Question = ItemSource | SourcePart;

function withoutMarks(text: string): string {
  return text.replace(/[\s，。、；：“”！？（）]/g, '');
}

function lengthFindings(item: ParsedItem, path: readonly PropertyKey[], options: readonly SourceOption[]): Finding[] {
  const lengths = options.map((option) => characters(option.text));
  const longest = Math.max(...lengths);
  const shortest = Math.min(...lengths);
  const ratio = longest / shortest;
  if (ratio <= RATIO_NOTE) return [];
  const message = `${item.source.id} 选项长度 ${shortest}–${longest} 字，相差 ${ratio.toFixed(2)} 倍`;
  const line = item.lineAt(path);
  return [
    ratio > RATIO_ERROR
      ? error(item.file, line, `${message}，不得超过 ${RATIO_ERROR}`)
      : note(item.file, line, message),
  ];
}

function optionFindings(item: ParsedItem, path: readonly PropertyKey[], options: readonly SourceOption[]): Finding[] {
  const seen = new Set<string>();
  const findings = lengthFindings(item, path, options);
  for (const [index, option] of options.entries()) {
    const line = item.lineAt([...path, 'options', index]);
    if (CATCH_ALL.test(option.text))
      findings.push(error(item.file, line, `${item.source.id} 不用“以上都对”一类的选项`));
    const plain = withoutMarks(option.text);
    if (seen.has(plain)) findings.push(error(item.file, line, `${item.source.id} 选项重复：${option.text}`));
    seen.add(plain);
  }
  return findings;
}

function stemFindings(item: ParsedItem, path: readonly PropertyKey[], question: Question): Finding[] {
  const line = item.lineAt([...path, 'stem']);
  const findings: Finding[] = [];
  if (ARTICLE_ASKED.test(question.stem)) findings.push(error(item.file, line, `${item.source.id} 不考条号和项号`));
  if (NEGATIVE_STEM.test(question.stem))
    findings.push(note(item.file, line, `${item.source.id} 题干反着问，宜改为正着问`));
  return findings;
}

/** An explanation that begins with 对 or 错 must say what the key says. */
function truthFindings(item: ParsedItem, path: readonly PropertyKey[], question: Question): Finding[] {
  if (question.type !== 'boolean') return [];
  const said = /^(对|错)[。，、：]/.exec(question.explanation)?.[1];
  if (said === undefined || (said === '对') === question.answer) return [];
  return [error(item.file, item.lineAt([...path, 'explanation']), `${item.source.id} 解释写“${said}”，与答案相反`)];
}

/** What a question may not do, whichever bank it stands in. */
export function itemRules(item: ParsedItem): Finding[] {
  return questionsOf(item.source).flatMap((question, index) => {
    const path = item.source.type === 'case' ? ['parts', index] : [];
    const options = 'options' in question ? optionFindings(item, path, question.options) : [];
    return [...stemFindings(item, path, question), ...truthFindings(item, path, question), ...options];
  });
}
