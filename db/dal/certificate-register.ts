import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { RegisterState } from '../../domain/certification/register-view.ts';
import type { Ending } from '../../domain/certification/state.ts';
import type { Db, Tx } from '../client.ts';
import { certificates } from '../schema/certification.ts';
import { people } from '../schema/people.ts';
import { type CertificateRecord, certificateColumns } from './certificates.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';

export type RegisterFilter = {
  /** Part of a name, its 拼音, a 工号 or a serial. */
  readonly q?: string | undefined;
  readonly state?: RegisterState | undefined;
};

export type RegisterRow = CertificateRecord & {
  /** Of the roster today; the signed text keeps the name of the day of issue. */
  readonly name: string;
  readonly employeeNo: string;
  readonly isWaiting: boolean;
};

const contains = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

const WAITS = sql`exists (
  select 1 from certificate_requests r where r.certificate_id = certificates.id and r.decision is null)`;

const ended = (kind: Ending) => sql`exists (
  select 1 from certificate_events e where e.certificate_id = certificates.id and e.kind = ${kind})`;

/** As the columns and events say; whether the signed text agrees is decided where its signature is checked. */
function isInState(state: RegisterState): SQL {
  const runs = sql`not exists (select 1 from certificate_events e where e.certificate_id = certificates.id)`;
  switch (state) {
    case 'valid':
      return sql`(${runs} and ${certificates.validUntil} >= ${ORG_TODAY})`;
    case 'expired':
      return sql`(${runs} and ${certificates.validUntil} < ${ORG_TODAY})`;
    case 'waiting':
      return WAITS;
    default:
      return ended(state);
  }
}

function matching(principal: Principal, { q, state }: RegisterFilter): SQL | undefined {
  const like = q ? contains(q) : null;
  return and(
    personVisibleTo(principal, certificates.personId),
    like
      ? sql`(${people.name} ilike ${like} or ${people.namePinyin} ilike ${like} or ${people.employeeNo} ilike ${like}
          or ${certificates.serial} ilike ${like})`
      : undefined,
    state ? isInState(state) : undefined,
  );
}

/** One page of the certificates of everybody in the principal's scope, newest first, and how many there are in all. */
export async function listRegister(
  db: Db | Tx,
  principal: Principal,
  filter: RegisterFilter,
  page: { readonly page: number; readonly size: number },
): Promise<{ rows: RegisterRow[]; total: number }> {
  const where = matching(principal, filter);
  const rows = await db
    .select({
      ...certificateColumns,
      name: people.name,
      employeeNo: people.employeeNo,
      isWaiting: sql<boolean>`${WAITS}`,
    })
    .from(certificates)
    .innerJoin(people, eq(people.id, certificates.personId))
    .where(where)
    .orderBy(desc(certificates.issuedAt), desc(certificates.serial))
    .limit(page.size)
    .offset((page.page - 1) * page.size);
  const [all] = await db
    .select({ n: count() })
    .from(certificates)
    .innerJoin(people, eq(people.id, certificates.personId))
    .where(where);
  return { rows, total: all?.n ?? 0 };
}

/** Serials of everything that was revoked or superseded, with the date, oldest first. Empty for all but 保密办 and 人事. */
export async function listEnded(
  db: Db | Tx,
  principal: Principal,
): Promise<{ serial: string; kind: Ending; on: string }[]> {
  if (!hasRole(principal, 'office') && !hasRole(principal, 'hr')) return [];
  return db.execute<{ serial: string; kind: Ending; on: string }>(sql`
    select c.serial, e.kind, (e.at at time zone ${ORG_ZONE})::date::text as on
    from certificate_events e join certificates c on c.id = e.certificate_id order by e.at, c.serial`);
}

/** The id behind a serial in the principal's scope; null out of sight. */
export async function findCertificateId(db: Db | Tx, principal: Principal, serial: string): Promise<string | null> {
  const [row] = await db
    .select({ id: certificates.id })
    .from(certificates)
    .where(and(eq(certificates.serial, serial), personVisibleTo(principal, certificates.personId)));
  return row?.id ?? null;
}
