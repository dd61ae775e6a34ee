import { questionsOf, type SourceOption } from '../../../domain/assessment/item-source.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';
import { affirmedText } from './lesson-text.ts';

/** Practice found in circulating material that is unlawful, obsolete or unsourced; allowed as a counter-example only. */
const RED: readonly (readonly [RegExp, string])[] = [
  [/单机处理/, '非涉密设备断网处理国家秘密同样违法（保密法31(三)）'],
  [/隔离卡|一机两用/, '双硬盘隔离卡一类做法已经过时'],
  [/(所有|全部|全体|各类).{0,12}都是(国家秘密|涉密人员)/, '扩大定密范围（保密法22、实施条例5）'],
  [/(公司|企业|商业)秘密.{0,8}(绝密|机密)级/, '国家秘密的标志不得用于商业秘密（保密法22）'],
  [/保密(保证金|押金)/, '不得向劳动者收取财物（劳动合同法9）'],
  [/保密资格证书/, '个人没有法定的“保密资格证书”'],
  [/(30|三十) ?米/, '没有来源的数字'],
  [/教密〔?\[?2001/, '该文件现行效力未经核实'],
  [/(上网|办公)微机不(上网|办公)/, '说法过粗，应讲“涉密不上网、上网不涉密”'],
  [/竞业限制.{0,12}(不用|不给|无须|无需|不必|没有)(经济)?补偿/, '竞业限制应当按月给予经济补偿（劳动合同法23）'],
  [/保密期限(为|是|：|写成|定为|分为?)“?(永久|长期)/, '保密期限应当具体，不分永久、长期（实施条例19）'],
  [/扣发?(工资|薪水)/, '不得以保密为名克扣工资'],
];

/** A sentence that rejects the practice is no recommendation of it. */
const REJECTS = /不|没有|禁止|违法|违规|错|别|并非|误/;

/** The sentence that recommends what is on the red list, and why it may not; null when none does. */
export function redIn(text: string): string | null {
  for (const sentence of text.split(/[。；！？\n]/)) {
    const found = RED.find(([phrase]) => phrase.test(sentence));
    if (found && !REJECTS.test(sentence.replace(found[0], ''))) return `“${sentence.trim()}”：${found[1]}`;
  }
  return null;
}

function lineWith(text: string, part: string): number {
  const at = text.indexOf(part.slice(0, 12));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

/** No lesson teaches what is on the red list. */
export function redListInLesson(parsed: ParsedLesson): Finding[] {
  return affirmedText(parsed.lesson).flatMap((text) => {
    const found = redIn(text);
    return found ? error(parsed.file, lineWith(parsed.text, text.trim()), `不得作为正确做法讲授：${found}`) : [];
  });
}

function affirmedByItem(item: ParsedItem): string[] {
  const keys = (options: readonly SourceOption[]) => options.filter((o) => o.correct).map((o) => o.text);
  const texts = questionsOf(item.source).flatMap((question) => {
    if (question.type === 'boolean') return question.answer ? [question.stem] : [];
    return 'options' in question ? keys(question.options) : [];
  });
  if (item.source.type === 'ordering') return item.source.items.map((step) => step.text);
  return item.source.type === 'matching' ? item.source.pairs.map((pair) => pair.right) : texts;
}

/** No key of a question is on the red list. */
export function redListInItem(item: ParsedItem): Finding[] {
  return affirmedByItem(item).flatMap((text) => {
    const found = redIn(text);
    return found ? error(item.file, item.line, `${item.source.id} 不得作为正确答案：${found}`) : [];
  });
}
