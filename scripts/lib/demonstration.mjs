import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the list of demonstration accounts, so that later starts can show it again. @returns the list or undefined. */
export function rememberDemonstration(dataDir, made) {
  const file = join(dataDir, 'demonstration.json');
  if (made) writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function printDemonstration({ accounts, password }) {
  const rows = [
    ['工号', '姓名', '岗位'],
    ...accounts.map((account) => [account.employeeNo, account.displayName, account.role]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => width(row[column]))));
  console.log(`\n演示账号（密码均为 ${password}，仅限演示，正式使用请设置 DATABASE_URL）：`);
  for (const [no, name, role] of rows) console.log(`  ${pad(no, widths[0])}  ${pad(name, widths[1])}  ${role}`);
}

/** Columns on a terminal: a Chinese character takes two. */
function width(text) {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
}

function pad(text, columns) {
  return text + ' '.repeat(columns - width(text));
}
