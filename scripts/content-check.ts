import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkContent } from '#server/content/check/check-content.ts';
import { sixRuns } from '#server/content/check/copied-text.ts';
import { fingerprintOf, runsIn } from '#server/content/check/fingerprint.ts';
import { contentTable } from '#server/content/check/table.ts';
import { formatProblem } from '#server/content/problems.ts';
import { contentRoot, readContent } from '#server/content/read-content.ts';

/**
 * Checks all lessons, questions, statutes, blueprints and policies and prints one table of what there is. What must not
 * be copied is known by the committed fingerprint of the source documents; `--sources DIR` compares with the documents
 * themselves, `--fingerprint` writes the fingerprint anew from them. `--notes` lists what is worth a look.
 */
const { values } = parseArgs({
  options: {
    sources: { type: 'string' },
    fingerprint: { type: 'boolean', default: false },
    notes: { type: 'boolean', default: false },
  },
});
const FINGERPRINT = join(contentRoot(), 'sources', 'fingerprint.bin');

function runsOfDocuments(folder: string): Set<string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  if (names.length === 0) throw new Error(`${folder} 中没有 .txt 文件`);
  return sixRuns(names.map((name) => readFileSync(join(folder, name), 'utf8')));
}

const documents = values.sources ? runsOfDocuments(values.sources) : null;
if (documents && values.fingerprint) writeFileSync(FINGERPRINT, fingerprintOf(documents));

const { content, problems } = readContent(contentRoot());
const findings = checkContent(content, problems, documents ?? runsIn(readFileSync(FINGERPRINT)));
const errors = findings.filter((finding) => finding.severity === 'error');
const notes = findings.filter((finding) => finding.severity === 'note');

console.log(contentTable(content));
if (notes.length > 0) {
  console.log(values.notes ? `\n提示 ${notes.length} 条：` : `\n提示 ${notes.length} 条（加 --notes 查看）`);
  if (values.notes) console.log(notes.map(formatProblem).join('\n'));
}
if (errors.length > 0) {
  console.log(`\n内容检查未通过，${errors.length} 处问题：\n${errors.map(formatProblem).join('\n')}`);
  process.exitCode = 1;
} else console.log('\n内容检查通过');
