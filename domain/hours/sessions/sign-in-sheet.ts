import { hoursText } from '../ledger.ts';
import { isSignInOpen, type SessionTimes } from './attendance-window.ts';
import { obstacleText, type PersonFacts } from './eligibility.ts';
import { plainText, type SheetCell, type SheetData, type SheetRow } from './sheet.ts';
import { signInTime } from './sign-in-time.ts';

export const SHEET_COLUMNS = ['工号', '姓名', '签到时间', '学时'] as const;
type ColumnName = (typeof SHEET_COLUMNS)[number];
/** Among how many rows the heads are looked for: a title and a few lines may stand above them. */
const HEAD_ROWS = 20;

type Columns = Readonly<Partial<Record<ColumnName, number>>>;

export type SheetTable = { readonly head: SheetRow; readonly columns: Columns; readonly body: readonly SheetRow[] };

function columnsOf(row: SheetRow): Columns | null {
  const found: Partial<Record<ColumnName, number>> = {};
  for (const [index, cell] of row.cells.entries()) {
    const text = cell?.kind === 'text' ? plainText(cell.text).replace(/\s/g, '') : '';
    const name = SHEET_COLUMNS.find((column) => column === text);
    if (!name) continue;
    // Two columns of one name: nobody knows which is meant.
    if (found[name] !== undefined) return null;
    found[name] = index;
  }
  return found.工号 !== undefined && found.姓名 !== undefined ? found : null;
}

/** Finds the row of heads and what stands below it. @returns null when 工号 and 姓名 are not both there, once each. */
export function findTable(sheet: SheetData): SheetTable | null {
  for (const [index, row] of sheet.rows.slice(0, HEAD_ROWS).entries()) {
    const columns = columnsOf(row);
    if (columns) return { head: row, columns, body: sheet.rows.slice(index + 1) };
  }
  return null;
}

export type SheetEntry = {
  /** The sheet's own number of the row. */
  readonly row: number;
  readonly employeeNo: string;
  readonly name: string;
  readonly signedAt: Date | null;
  readonly problems: readonly string[];
};

export type SessionFacts = SessionTimes & {
  readonly zone: string;
  /** Date of the session in that zone. */
  readonly day: string;
  readonly minutes: number;
  readonly minutesPerHour: number;
};

function isBlank(cell: SheetCell | null | undefined): boolean {
  return !cell || (cell.kind === 'text' && plainText(cell.text) === '');
}

/** Longest 工号 or 姓名 anybody has. */
const LONGEST = 64;

function textOf(cell: SheetCell | null | undefined, what: ColumnName, problems: string[]): string {
  if (!cell || isBlank(cell)) {
    problems.push(`${what}为空`);
    return '';
  }
  if (cell.kind === 'bad') {
    problems.push(`${what}：${cell.reason}`);
    return '';
  }
  const text = cell.kind === 'number' ? String(cell.value) : plainText(cell.text);
  if (text.length > LONGEST) problems.push(`${what}过长`);
  return text.slice(0, LONGEST);
}

function timeOf(cell: SheetCell | null | undefined, session: SessionFacts, is1904: boolean, problems: string[]) {
  if (!cell || isBlank(cell)) return null;
  const at = cell.kind === 'bad' ? null : signInTime(cell, { ...session, is1904 });
  if (!at) {
    problems.push(
      cell.kind === 'bad' ? `签到时间：${cell.reason}` : '签到时间无法识别，请写成 2026-06-10 08:55 的形式',
    );
    return null;
  }
  if (!isSignInOpen(session, at)) problems.push('签到时间不在本场培训前后 30 分钟之内');
  return at;
}

/** Everybody on the list is credited alike, so a column 学时 may only repeat what the session says, rounded to a tenth. */
function checkHours(cell: SheetCell | null | undefined, session: SessionFacts, problems: string[]): void {
  if (!cell || isBlank(cell)) return;
  const hours = cell.kind === 'text' ? Number(plainText(cell.text).replace(/学时$/, '')) : Number.NaN;
  const value = cell.kind === 'number' ? cell.value : hours;
  if (Number.isNaN(value)) problems.push('学时无法识别，请填写数字，或留空');
  else if (Math.abs(value * session.minutesPerHour - session.minutes) > session.minutesPerHour / 10) {
    problems.push(`学时与本场不一致（本场每人计 ${hoursText(session.minutes, session.minutesPerHour)} 学时）`);
  }
}

/** What each row of the table says, by itself; rows without anything in the four columns are passed over. */
export function readEntries(table: SheetTable, session: SessionFacts, is1904: boolean): SheetEntry[] {
  const { columns } = table;
  const at = (row: SheetRow, name: ColumnName) => {
    const index = columns[name];
    return index === undefined ? null : row.cells[index];
  };
  return table.body.flatMap((row) => {
    if (SHEET_COLUMNS.every((name) => isBlank(at(row, name)))) return [];
    const problems: string[] = [];
    const employeeNo = textOf(at(row, '工号'), '工号', problems);
    const name = textOf(at(row, '姓名'), '姓名', problems);
    const signedAt = timeOf(at(row, '签到时间'), session, is1904, problems);
    checkHours(at(row, '学时'), session, problems);
    return [{ row: row.number, employeeNo, name, signedAt, problems }];
  });
}

/** Names are compared without blanks and with one kind of middle dot. */
function nameKey(name: string): string {
  return plainText(name)
    .replace(/\s/g, '')
    .replace(/[·•・‧∙]/g, '·');
}

export type ImportRow = {
  readonly row: number;
  readonly employeeNo: string;
  readonly name: string;
  readonly outcome: 'add' | 'already' | 'error';
  readonly problems: readonly string[];
};

export type JudgedRow = ImportRow & { readonly personId: string | null; readonly signedAt: Date | null };

function rosterProblems(entry: SheetEntry, facts: PersonFacts | undefined, firstRow: number | undefined): string[] {
  if (entry.employeeNo === '') return [];
  if (firstRow !== undefined && firstRow !== entry.row) return [`与第 ${firstRow} 行重复`];
  if (!facts?.isInScope) return ['没有这个工号，或不在您负责的范围内'];
  const problems: string[] = [];
  // The roster's own name is not told: who sees the sheet need not know it.
  if (entry.name !== '' && nameKey(entry.name) !== nameKey(facts.name)) problems.push('姓名与花名册不一致');
  const obstacle = obstacleText(facts);
  return obstacle === null ? problems : [...problems, obstacle];
}

/**
 * The verdict on every row, in the order of the sheet: to be added, on the list already (so that the same sheet changes
 * nothing the second time), or wrong and why. `roster` holds by 工号 whoever of the sheet exists.
 */
export function judgeEntries(entries: readonly SheetEntry[], roster: ReadonlyMap<string, PersonFacts>): JudgedRow[] {
  const firstRows = new Map<string, number>();
  for (const { employeeNo, row } of entries) if (!firstRows.has(employeeNo)) firstRows.set(employeeNo, row);
  return entries.map((entry) => {
    const facts = roster.get(entry.employeeNo);
    const problems = [...entry.problems, ...rosterProblems(entry, facts, firstRows.get(entry.employeeNo))];
    const { row, employeeNo, name, signedAt } = entry;
    const isFine = problems.length === 0 && facts !== undefined;
    const outcome = !isFine ? 'error' : facts.isOnList ? 'already' : 'add';
    return { row, employeeNo, name, signedAt, problems, outcome, personId: isFine ? facts.personId : null };
  });
}

/** What the page shows of an import; of very long sheets the first rows, those with errors before all others. */
export type ImportReport = {
  readonly applied: boolean;
  readonly counts: { readonly rows: number; readonly add: number; readonly already: number; readonly error: number };
  readonly rows: readonly ImportRow[];
};

const ROWS_SHOWN = 300;

export function importReport(rows: readonly JudgedRow[], applied: boolean): ImportReport {
  const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const shown = [...rows.filter((row) => row.outcome === 'error'), ...rows.filter((row) => row.outcome !== 'error')];
  return {
    applied,
    counts: { rows: rows.length, add: count('add'), already: count('already'), error: count('error') },
    rows: shown
      .slice(0, ROWS_SHOWN)
      .map(({ row, employeeNo, name, outcome, problems }) => ({ row, employeeNo, name, outcome, problems })),
  };
}
