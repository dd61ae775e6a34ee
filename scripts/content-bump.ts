import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FileVersion } from '#db/dal/content-versions.ts';
import { blueprintRows, itemRows, lessonRows, policyRows } from '#server/content/content-rows.ts';
import { raiseVersion, toRaise } from '#server/content/raise-versions.ts';
import { type Content, contentRoot, readContent } from '#server/content/read-content.ts';

/**
 * Raises the version of every lesson, question, blueprint and plan policy whose text differs from the content folder
 * last released (`--base DIR`), so that a database which holds that release takes the new one.
 */
const { values } = parseArgs({ options: { base: { type: 'string' } } });
if (!values.base) throw new Error('用法：npm run content:bump -- --base 上一次发布的 content 文件夹');

const rowsOf = (content: Content): readonly (readonly FileVersion[])[] => [
  lessonRows(content),
  itemRows(content),
  blueprintRows(content),
  policyRows(content),
];

const released = rowsOf(readContent(values.base).content);
const root = contentRoot();
const raises = rowsOf(readContent(root).content).flatMap((rows, i) => toRaise(rows, released[i] ?? []));
const files = new Map<string, string>();
for (const { file, id, version } of raises) {
  const path = join(dirname(root), file);
  files.set(path, raiseVersion(files.get(path) ?? readFileSync(path, 'utf8'), id, version));
}
for (const [path, text] of files) writeFileSync(path, text);
console.log(`已把 ${raises.length} 处有改动的内容的 version 加一，涉及 ${files.size} 个文件`);
