import { createHash } from 'node:crypto';
import { db, type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { addAttendees, factsByEmployeeNo } from '#db/dal/session-attendees.ts';
import { findSession } from '#db/dal/sessions.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { SessionView } from '#domain/hours/sessions/session-view.ts';
import type { SheetData } from '#domain/hours/sessions/sheet.ts';
import {
  findTable,
  type ImportReport,
  importReport,
  type JudgedRow,
  judgeEntries,
  readEntries,
  type SheetTable,
} from '#domain/hours/sessions/sign-in-sheet.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { inWorker, type WorkerReply } from '../../documents/in-worker.ts';
import { env } from '../../env.ts';
import { heldSession, MAX_ATTENDEES } from './held.ts';
import { sheetTemplate, sheetWithErrors, wallText } from './sheet-file.ts';

/** Largest sign-in sheet that is looked at. */
export const SHEET_MAX_BYTES = 5 * 1024 * 1024;

/** 学时 of a sheet are compared in the usual length of one; what counts are the minutes of the session. */
const MINUTES_PER_HOUR = 45;
/** Numbers of rows between the heads and the last row; a stray cell far below would make a file of nothing. */
const MAX_ROW_SPAN = 40_000;
const WORKER = new URL('../../documents/xlsx-read-worker.ts', import.meta.url);

async function readSheet(bytes: Uint8Array): Promise<Result<SheetData>> {
  if (bytes.length > SHEET_MAX_BYTES) return fail('SHEET_REFUSED', { reason: '文件超过 5 MB' });
  // `PK`: the magic bytes of a zip. What is inside is told by the reader.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return fail('SHEET_REFUSED', { reason: '文件不是 xlsx 工作簿' });
  const read: Result<WorkerReply<SheetData>> = await inWorker<SheetData>(WORKER, bytes);
  if (!read.ok) return read;
  return 'value' in read.value ? ok(read.value.value) : fail('SHEET_REFUSED', { reason: read.value.refused });
}

function tableOf(sheet: SheetData): Result<SheetTable> {
  const table = findTable(sheet);
  if (!table) return fail('SHEET_REFUSED', { reason: '第一张工作表里没有“工号”“姓名”两列表头，或表头重复' });
  const last = table.body.at(-1)?.number ?? 0;
  if (last === 0) return fail('SHEET_REFUSED', { reason: '表头下面没有人员' });
  if (last - table.head.number > MAX_ROW_SPAN) {
    return fail('SHEET_REFUSED', { reason: `第 ${last} 行还有内容，中间空行过多，请删去` });
  }
  return ok(table);
}

async function judge(
  handle: typeof db | Tx,
  principal: Principal,
  session: SessionView,
  sheet: SheetData,
  table: SheetTable,
): Promise<JudgedRow[]> {
  const startsAt = new Date(session.startsAt);
  const entries = readEntries(
    table,
    {
      zone: env.SHOUMI_ZONE,
      day: dateIn(env.SHOUMI_ZONE, startsAt),
      startsAt,
      endsAt: new Date(session.endsAt),
      minutes: session.minutes,
      minutesPerHour: MINUTES_PER_HOUR,
    },
    sheet.is1904,
  );
  const employeeNos = [...new Set(entries.map((entry) => entry.employeeNo).filter((text) => text !== ''))];
  const roster = await factsByEmployeeNo(handle, principal, session.id, employeeNos);
  return judgeEntries(entries, new Map(roster.map((facts) => [facts.employeeNo, facts])));
}

type Source = { readonly id: string; readonly bytes: Uint8Array };

/** What the sheet would do, row by row; nothing is changed. @returns NOT_FOUND, SHEET_REFUSED, BUSY. */
export async function tryImport(principal: Principal, { id, bytes }: Source): Promise<Result<ImportReport>> {
  const session = await findSession(db, principal, id);
  if (!session) return fail('NOT_FOUND');
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return sheet;
  const table = tableOf(sheet.value);
  if (!table.ok) return table;
  return ok(importReport(await judge(db, principal, session, sheet.value, table.value), false));
}

/**
 * Puts everybody of the sheet on the list, or nobody: one wrong row refuses the whole sheet. Judged anew inside the
 * transaction; the same sheet a second time changes nothing.
 * @returns NOT_FOUND, SESSION_STATE, SHEET_REFUSED, SHEET_ROWS_REFUSED, SESSION_FULL, BUSY.
 */
export async function importSheet(principal: Principal, { id, bytes }: Source): Promise<Result<ImportReport>> {
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return (await findSession(db, principal, id)) ? sheet : fail('NOT_FOUND');
  const table = tableOf(sheet.value);
  if (!table.ok) return (await findSession(db, principal, id)) ? table : fail('NOT_FOUND');
  return transaction(async (tx): Promise<Result<ImportReport>> => {
    const held = await heldSession(tx, principal, id, 'edit');
    if (!held.ok) return held;
    const rows = await judge(tx, principal, held.value, sheet.value, table.value);
    const report = importReport(rows, true);
    if (report.counts.error > 0) return fail('SHEET_ROWS_REFUSED', { errors: report.counts.error });
    if (held.value.attendees + report.counts.add > MAX_ATTENDEES) return fail('SESSION_FULL', { limit: MAX_ATTENDEES });
    const people = rows.flatMap(({ personId, signedAt, outcome }) =>
      personId !== null && outcome === 'add' ? [{ personId, signedAt: signedAt?.toISOString() ?? null }] : [],
    );
    await addAttendees(tx, principal, id, 'import', people);
    await recordAudit(tx, principal, {
      action: 'training.import',
      subjectType: 'training-session',
      subjectId: id,
      detail: {
        title: held.value.title,
        rows: report.counts.rows,
        added: report.counts.add,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    });
    return ok(report);
  });
}

export type SheetFile = { readonly fileName: string; readonly body: Buffer };

/** The sheet back with a column 错误原因. @returns NOT_FOUND, SHEET_REFUSED, BUSY. */
export async function importErrors(principal: Principal, { id, bytes }: Source): Promise<Result<SheetFile>> {
  const session = await findSession(db, principal, id);
  if (!session) return fail('NOT_FOUND');
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return sheet;
  const table = tableOf(sheet.value);
  if (!table.ok) return table;
  const rows = await judge(db, principal, session, sheet.value, table.value);
  const body = await sheetWithErrors(sheet.value, table.value, rows, env.SHOUMI_ZONE);
  return ok({ fileName: `签到表-错误原因-${session.title}.xlsx`, body });
}

/** An empty sheet for a session. @returns NOT_FOUND. */
export async function importTemplate(principal: Principal, id: string): Promise<Result<SheetFile>> {
  const session = await findSession(db, principal, id);
  if (!session) return fail('NOT_FOUND');
  const when = wallText(env.SHOUMI_ZONE, new Date(session.startsAt));
  return ok({ fileName: `签到表-${session.title}.xlsx`, body: await sheetTemplate(session.title, when) });
}
