import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { SessionMode } from '../../domain/hours/sessions/session-form.ts';
import type { SessionState } from '../../domain/hours/sessions/session-state.ts';
import type { SessionView } from '../../domain/hours/sessions/session-view.ts';
import type { Db, Tx } from '../client.ts';
import { trainingSessions } from '../schema/training.ts';
import { ORG_ZONE } from './org-clock.ts';
import { unitVisibleTo } from './scopes.ts';
import { accountName, isoTextMs } from './sql-text.ts';

const COLUMNS: SQL = sql`s.id, s.title, s.mode, s.topics, s.unit_id as "unitId",
  (select u.name from units u where u.id = s.unit_id) as "unitName", s.is_unit_organised as "isUnitOrganised", s.place, s.teacher,
  ${isoTextMs(sql`s.starts_at`)} as "startsAt", ${isoTextMs(sql`s.ends_at`)} as "endsAt", s.minutes, s.state, s.comment,
  s.created_by as "createdBy", ${accountName(sql`s.created_by`)} as "createdByName",
  s.submitted_by as "submittedBy", ${accountName(sql`s.submitted_by`)} as "submittedByName", ${isoTextMs(sql`s.submitted_at`)} as "submittedAt",
  ${accountName(sql`s.approved_by`)} as "approvedByName", ${isoTextMs(sql`s.approved_at`)} as "approvedAt",
  (select count(*)::int from session_attendees n where n.session_id = s.id) as attendees`;

const visible = (principal: Principal): SQL => unitVisibleTo(principal, sql`s.unit_id`);

/** Calendar date of a session in the organisation's zone; needs a table `s`. */
export const SESSION_DAY: SQL = sql`((s.starts_at at time zone ${ORG_ZONE})::date)`;

export type SessionFilter = {
  readonly state?: SessionState | undefined;
  readonly mode?: SessionMode | undefined;
  readonly unitId?: string | undefined;
  readonly year?: number | undefined;
  /** Part of the title, place or teacher. */
  readonly q?: string | undefined;
};

function matches(filter: SessionFilter): SQL {
  const part = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const conditions = [
    filter.state ? sql`s.state = ${filter.state}` : undefined,
    filter.mode ? sql`s.mode = ${filter.mode}` : undefined,
    filter.unitId
      ? sql`s.unit_id in (select c.descendant_id from unit_closure c where c.ancestor_id = ${filter.unitId}::uuid)`
      : undefined,
    filter.year ? sql`extract(year from ${SESSION_DAY}) = ${filter.year}::int` : undefined,
    part ? sql`(s.title ilike ${part} or s.place ilike ${part} or s.teacher ilike ${part})` : undefined,
  ];
  return and(sql`true`, ...conditions) ?? sql`true`;
}

/** Sessions of the units the principal looks after, latest first, and how many there are in all. */
export async function listSessions(
  db: Db | Tx,
  principal: Principal,
  filter: SessionFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: SessionView[]; readonly total: number }> {
  const where = sql`${visible(principal)} and ${matches(filter)}`;
  const counted = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from training_sessions s where ${where}`,
  );
  const rows = await db.execute<SessionView>(sql`
    select ${COLUMNS} from training_sessions s where ${where}
    order by s.starts_at desc, s.id limit ${page.limit} offset ${page.offset}`);
  return { rows: [...rows], total: counted[0]?.n ?? 0 };
}

/** @returns null alike for no session and for one of a unit the principal does not look after. */
export async function findSession(db: Db | Tx, principal: Principal, id: string): Promise<SessionView | null> {
  const rows = await db.execute<SessionView>(
    sql`select ${COLUMNS} from training_sessions s where s.id = ${id}::uuid and ${visible(principal)}`,
  );
  return rows[0] ?? null;
}

/**
 * The same, holding the row until the transaction ends, so that its list, state and texts change one after the other.
 */
export async function lockSession(tx: Tx, principal: Principal, id: string): Promise<SessionView | null> {
  await tx.select({ id: trainingSessions.id }).from(trainingSessions).where(eq(trainingSessions.id, id)).for('update');
  return findSession(tx, principal, id);
}

/** Whether the principal looks after a unit that exists today, so that a session can be entered for it. */
export async function mayEnterFor(db: Db | Tx, principal: Principal, unitId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from units u where u.id = ${unitId}::uuid and u.valid_to is null and ${unitVisibleTo(principal, sql`u.id`)}`);
  return rows.length > 0;
}

export type SessionValues = {
  readonly title: string;
  readonly mode: SessionMode;
  readonly topics: readonly string[];
  readonly unitId: string;
  readonly isUnitOrganised: boolean;
  readonly place: string;
  readonly teacher: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minutes: number;
};

/** Enters a draft in the principal's name. @returns its id. */
export async function createSession(tx: Tx, principal: Principal, values: SessionValues): Promise<string> {
  const [row] = await tx
    .insert(trainingSessions)
    .values({ ...values, topics: [...values.topics], createdBy: principal.accountId })
    .returning({ id: trainingSessions.id });
  if (!row) throw new Error('an insert always gives its row');
  return row.id;
}

/** Changes a draft; the caller holds it (see {@link lockSession}) and has checked its state. */
export async function updateSession(tx: Tx, _principal: Principal, id: string, values: SessionValues): Promise<void> {
  await tx
    .update(trainingSessions)
    .set({ ...values, topics: [...values.topics] })
    .where(and(eq(trainingSessions.id, id), eq(trainingSessions.state, 'draft')));
}

/** Hands a draft in. */
export async function submitSession(tx: Tx, principal: Principal, id: string): Promise<void> {
  await tx
    .update(trainingSessions)
    .set({ state: 'submitted', submittedBy: principal.accountId, submittedAt: sql`app_now()`, comment: '' })
    .where(eq(trainingSessions.id, id));
}

/** Sends a submitted session back, or makes one void, with the reason. */
export async function closeSession(
  tx: Tx,
  _principal: Principal,
  id: string,
  to: 'draft' | 'void',
  comment: string,
): Promise<void> {
  const cleared = to === 'draft' ? { submittedBy: null, submittedAt: null } : {};
  await tx
    .update(trainingSessions)
    .set({ state: to, comment, ...cleared })
    .where(eq(trainingSessions.id, id));
}

/** One approval of a session at a time in the whole organisation: overlaps are looked for in what is committed. */
export async function takeApprovalTurn(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('training-session-approval', 0))`);
}

/** Marks a submitted session as approved by the principal. */
export async function approveSession(tx: Tx, principal: Principal, id: string): Promise<void> {
  await tx
    .update(trainingSessions)
    .set({ state: 'approved', approvedBy: principal.accountId, approvedAt: sql`app_now()` })
    .where(eq(trainingSessions.id, id));
}

/**
 * One ledger row for everybody on the list of a session the principal has just approved, and a notice to each. The caller
 * holds the session; approval happens once, and so does this. @returns the people, in one order for everybody.
 */
export async function recordSessionHours(
  tx: Tx,
  principal: Principal,
  id: string,
  evidence: Readonly<Record<string, string | number>>,
): Promise<{ readonly personIds: string[]; readonly year: number }> {
  const rows = await tx.execute<{ personId: string; year: number }>(sql`
    insert into hours_ledger (person_id, training_year, minutes, mode, title, topics, is_unit_organised, occurred_from,
      occurred_to, recorded_by, evidence)
    select n.person_id, extract(year from ${SESSION_DAY})::int, s.minutes, s.mode, s.title, s.topics, s.is_unit_organised,
      s.starts_at, s.ends_at, s.submitted_by,
      ${JSON.stringify({ ...evidence, approvedBy: principal.accountId })}::text::jsonb || jsonb_build_object('signIn', n.source)
    from training_sessions s join session_attendees n on n.session_id = s.id
    where s.id = ${id}::uuid and s.state = 'approved'
    returning person_id as "personId", training_year as year`);
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select n.person_id, 'session:' || s.id, '集中培训学时已计入',
      '“' || s.title || '”已审批，计入 ' || s.minutes || ' 分钟，可在“我的”中查看。', '/me'
    from training_sessions s join session_attendees n on n.session_id = s.id where s.id = ${id}::uuid
    on conflict (person_id, dedupe_key) do nothing`);
  return { personIds: rows.map((row) => row.personId).sort(), year: rows[0]?.year ?? 0 };
}
