import { type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_ZONE } from './org-clock.ts';

/** What to look for; days are calendar dates of the organisation, both ends included. */
export type AuditFilter = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
};

/** One row of the trail. `at` is an ISO text with microseconds, UTC. */
export type AuditRow = {
  readonly seqNo: number;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly ip: string;
};

const LIKE_SPECIAL = /[\\%_]/g;
const contains = (text: string) => `%${text.replace(LIKE_SPECIAL, (c) => `\\${c}`)}%`;
const startOf = (day: string): SQL => sql`(${day}::date)::timestamp at time zone ${ORG_ZONE}`;

/** The trail is the 安全审计员's alone; for anybody else it is empty. */
function eventsOf(principal: Principal, filter: AuditFilter): SQL {
  const parts = [
    hasRole(principal, 'auditor') ? sql`true` : sql`false`,
    ...(filter.from ? [sql`e.at >= ${startOf(filter.from)}`] : []),
    ...(filter.to ? [sql`e.at < (${filter.to}::date + 1)::timestamp at time zone ${ORG_ZONE}`] : []),
    ...(filter.actor ? [sql`e.actor_name ilike ${contains(filter.actor)}`] : []),
    ...(filter.action ? [sql`e.action = ${filter.action}`] : []),
    ...(filter.outcome ? [sql`e.outcome = ${filter.outcome}`] : []),
  ];
  return sql.join(parts, sql` and `);
}

/** Results of people's exams are business data: the trail shows that somebody handed in, never with what result. */
const COLUMNS = sql`e.seq_no as "seqNo", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.actor_name as "actorName", e.action, e.outcome, e.subject_type as "subjectType", e.subject_id as "subjectId",
  e.detail - array['score', 'passed'] as detail, e.request_id as "requestId", e.ip`;

/** One page of the trail, newest first, and how many rows the filter has. */
export async function listAudit(
  db: Db | Tx,
  principal: Principal,
  filter: AuditFilter,
  page: { readonly page: number; readonly size: number },
): Promise<{ rows: AuditRow[]; total: number }> {
  const where = eventsOf(principal, filter);
  const rows = await db.execute<AuditRow>(sql`
    select ${COLUMNS} from audit_events e where ${where}
    order by e.seq_no desc limit ${page.size} offset ${(page.page - 1) * page.size}`);
  const [count] = await db.execute<{ n: number }>(sql`select count(*)::int as n from audit_events e where ${where}`);
  return { rows: [...rows], total: count?.n ?? 0 };
}

/** The next rows after a number, oldest first; for an export that never holds the whole trail. */
export async function listAuditAfter(
  db: Db | Tx,
  principal: Principal,
  filter: AuditFilter,
  place: { readonly after: number; readonly upto: number; readonly size: number },
): Promise<AuditRow[]> {
  const rows = await db.execute<AuditRow>(sql`
    select ${COLUMNS} from audit_events e
    where ${eventsOf(principal, filter)} and e.seq_no > ${place.after} and e.seq_no <= ${place.upto}
    order by e.seq_no limit ${place.size}`);
  return [...rows];
}

/** Highest number of the trail and how many rows the filter has, for bounding an export. */
export async function measureAudit(
  db: Db | Tx,
  principal: Principal,
  filter: AuditFilter,
): Promise<{ upto: number; count: number }> {
  const rows = await db.execute<{ upto: number | null; count: number }>(sql`
    select max(e.seq_no) as upto, count(*)::int as count from audit_events e where ${eventsOf(principal, filter)}`);
  return { upto: rows[0]?.upto ?? 0, count: rows[0]?.count ?? 0 };
}

/** The actions that occur in the trail, for the filter's list. */
export async function listAuditActions(db: Db | Tx, principal: Principal): Promise<string[]> {
  const rows = await db.execute<{ action: string }>(sql`
    select distinct e.action from audit_events e where ${eventsOf(principal, {})} order by e.action`);
  return rows.map((row) => row.action);
}
