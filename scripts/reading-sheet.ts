import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { gradeResponse } from '#domain/assessment/grade.ts';
import { bodyOf, type ItemSource, keyOf } from '#domain/assessment/item-source.ts';
import { responseOf, sheetText, TrialAnswer } from '#domain/assessment/reading-sheet.ts';
import { contentRoot, readContent } from '#server/content/read-content.ts';

/**
 * Trial reading of questions before they are used. `--lessons m6-phones,m6-ai` prints their questions without keys;
 * `--score answers.json` ({"m6-phones-e01": {"answer": "b", "basis": "form"}}) lists what was answered wrong and what
 * was answered right by the form of the question alone.
 */
const { values } = parseArgs({
  options: { lessons: { type: 'string' }, score: { type: 'string', multiple: true } },
});

const { content } = readContent(contentRoot());
const items = new Map([...content.items].map(([id, { source }]) => [id, source]));
const lessonOf = (id: string) => id.replace(/-[epc]\d{2}$/, '');

function printSheet(lessons: ReadonlySet<string>): void {
  for (const [id, source] of items) if (lessons.has(lessonOf(id))) console.log(`${sheetText(id, bodyOf(source))}\n`);
}

type Judged = { id: string; right: boolean; trial: TrialAnswer };

function judge(id: string, source: ItemSource, trial: TrialAnswer): Judged {
  const { outcome } = gradeResponse(keyOf(source), responseOf(bodyOf(source), trial.answer), 1, 'all-or-nothing');
  return { id, right: outcome === 'right', trial };
}

function printScore(files: readonly string[]): void {
  const judged: Judged[] = [];
  for (const file of files) {
    const answers = z.record(z.string(), TrialAnswer).parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const [id, trial] of Object.entries(answers)) {
      const source = items.get(id);
      if (source) judged.push(judge(id, source, trial));
      else console.log(`没有题目 ${id}`);
    }
  }
  const show = ({ id, trial }: Judged) => `${id} 答 ${trial.answer}${trial.note ? `：${trial.note}` : ''}`;
  const wrong = judged.filter((row) => !row.right);
  const byForm = judged.filter((row) => row.right && row.trial.basis === 'form');
  console.log(`答 ${judged.length} 题，对 ${judged.length - wrong.length}，其中凭形式答对 ${byForm.length}`);
  for (const basis of ['known', 'sense', 'form'] as const) {
    const rows = judged.filter((row) => row.trial.basis === basis);
    if (rows.length > 0) console.log(`  ${basis}：${rows.length} 题，对 ${rows.filter((row) => row.right).length}`);
  }
  console.log(`\n答错：\n${wrong.map(show).join('\n')}`);
  console.log(`\n凭形式答对：\n${byForm.map(show).join('\n')}`);
}

if (values.score) printScore(values.score);
else if (values.lessons) printSheet(new Set(values.lessons.split(',')));
else throw new Error('用法：--lessons 课程编号,… 或者 --score 答案.json');
