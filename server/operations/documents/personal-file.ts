import { db } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { findPersonHead } from '#db/dal/person-file.ts';
import type { Principal } from '#domain/access/principal.ts';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { drawnPersonalFile } from '../../documents/personal-file-print.ts';
import { takeToken } from '../../token-bucket.ts';
import { digestOf } from './paper-body.ts';
import { type FileRange, personalFileBody } from './personal-file-body.ts';

/**
 * The 个人保密教育培训档案 of a person in the principal's sight as a PDF, with what the principal may see of cases and
 * papers. The digest on its pages is that of the canonical JSON of everything printed, and stands in the trail.
 * @returns NOT_FOUND alike for nobody and somebody out of sight, RATE_LIMITED, BUSY.
 */
export async function printPersonalFile(
  principal: Principal,
  personId: string,
  range: FileRange,
): Promise<Result<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const allowed = takeToken(`print:${principal.accountId}`, performance.now() / 1000);
  if (!allowed.ok) return allowed;
  const org = await readOrganisationNow(db);
  const head = await findPersonHead(db, principal, personId);
  if (!head) return fail('NOT_FOUND');
  const body = await personalFileBody(principal, head, range, org);
  const sha256 = digestOf(canonicalJson(body));
  const drawn = await drawnPersonalFile(body, sha256);
  if (!drawn.ok) return drawn;
  const { firstYear, lastYear } = body;
  const rows = body.sections.reduce((sum, section) => sum + section.rows.length, 0);
  await recordAudit(db, principal, {
    action: 'person.file',
    subjectType: 'person',
    subjectId: personId,
    detail: { employeeNo: head.employeeNo, firstYear, lastYear, rows, sha256 },
  });
  return ok({ fileName: `个人保密教育培训档案-${head.employeeNo}-${body.madeAt.slice(0, 10)}.pdf`, pdf: drawn.value });
}

/** The principal's own file. @returns NOT_FOUND for an account that belongs to nobody. */
export function printOwnFile(principal: Principal, range: FileRange): ReturnType<typeof printPersonalFile> {
  if (principal.personId === null) return Promise.resolve(fail('NOT_FOUND'));
  return printPersonalFile(principal, principal.personId, range);
}
