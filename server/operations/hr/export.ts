import { createHash, randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { db, readDb, type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Scope } from '#db/dal/dashboard-filter.ts';
import { takeExportSlot } from '#db/dal/exports.ts';
import type { OrganisationNow } from '#db/dal/org-clock.ts';
import { countPeople, eachPeople } from '#db/dal/people.ts';
import { listVisibleUnits } from '#db/dal/units.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ProgressFilter } from '#domain/people/progress-filter.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { writeXlsx } from '../../documents/xlsx.ts';
import { EXPORT_COLUMNS } from './export-columns.ts';
import { filterPhrases } from './filter-text.ts';
import { openScope } from './scope.ts';

/** Exports one account may make in an hour. */
export const EXPORTS_PER_HOUR = 30;
const BATCH = 2000;
const NOTICE = '本系统为非涉密系统，严禁存储、处理、传输国家秘密。本表含个人信息，请按规定保管，用后及时删除。';

export type PeopleExport = {
  readonly fileName: string;
  readonly body: Readable;
  readonly sha256: string;
  readonly rows: number;
};

async function* batches(tx: Tx, principal: Principal, scope: Scope): AsyncGenerator<string[][]> {
  for await (const rows of eachPeople(tx, principal, scope, BATCH)) {
    yield rows.map((row) => EXPORT_COLUMNS.map((column) => column.cell(row)));
  }
}

function timeText(org: OrganisationNow): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: org.zone, dateStyle: 'short', timeStyle: 'short' }).format(
    org.now,
  );
}

async function notesOf(
  tx: Tx,
  principal: Principal,
  scope: Scope,
  org: OrganisationNow,
  total: number,
): Promise<string[]> {
  const units = await listVisibleUnits(tx, principal);
  const roots = units.filter((unit) => !units.some((other) => other.id === unit.parentId)).map((unit) => unit.path);
  const chosen = filterPhrases(scope, units);
  return [
    `${org.name} ${scope.year} 年度保密教育培训情况`,
    `范围：${roots.join('、') || '本人权限范围内无单位'}${chosen.length > 0 ? `；${chosen.join('；')}` : ''}`,
    `截至 ${scope.day}　共 ${total} 条`,
    `导出人：${principal.name}（${principal.employeeNo}）　导出时间：${timeText(org)}`,
    NOTICE,
  ];
}

type Written = { readonly body: Readable; readonly sha256: string; readonly rows: number };

/** The file has no name from the moment it is opened, so that nothing of it stays behind after a crash. */
async function writeToNamelessFile(tx: Tx, principal: Principal, scope: Scope, org: OrganisationNow): Promise<Written> {
  const path = join(tmpdir(), `shoumi-export-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const total = await countPeople(tx, principal, scope);
    const notes = await notesOf(tx, principal, scope, org, total);
    const hash = createHash('sha256');
    // Not the handle's own stream: that one would keep the handle from ever closing.
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        file.writeFile(chunk).then(() => done(), done);
      },
    });
    const sheet = { name: '人员', notes, columns: EXPORT_COLUMNS, rows: batches(tx, principal, scope) };
    await writeXlsx(out, sheet);
    await finished(out.end());
    return { body: file.createReadStream({ start: 0 }), sha256: hash.digest('hex'), rows: total };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The list behind a filter as an xlsx file: the rows the principal may see, from one snapshot, as guarded text. The
 * audit row with the file's SHA-256, row count and filter is committed before the first byte leaves.
 * @returns RATE_LIMITED after `EXPORTS_PER_HOUR` in an hour.
 */
export async function exportPeople(principal: Principal, filter: ProgressFilter): Promise<Result<PeopleExport>> {
  const { scope, org } = await openScope(db, filter);
  const detail = { filter: { ...filter, year: scope.year }, day: scope.day };
  const wait = await transaction((tx) => takeExportSlot(tx, principal, EXPORTS_PER_HOUR, detail));
  if (wait > 0) return fail('RATE_LIMITED', { seconds: wait });
  const written = await readDb.transaction((tx) => writeToNamelessFile(tx, principal, scope, org), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
  await recordAudit(db, principal, {
    action: 'hr.export',
    subjectType: 'export',
    subjectId: 'people.xlsx',
    detail: { ...detail, rows: written.rows, sha256: written.sha256 },
  });
  return ok({ fileName: `保密教育培训情况-${scope.year}-截至${scope.day}.xlsx`, ...written });
}
