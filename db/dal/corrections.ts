import { eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { LedgerMode } from '../../domain/hours/ledger.ts';
import type { CorrectionDecision, CorrectionView } from '../../domain/hours/sessions/correction-view.ts';
import type { Db, Tx } from '../client.ts';
import { ledgerCorrections } from '../schema/training.ts';
import { personVisibleTo } from './scopes.ts';
import { accountName, isoText } from './sql-text.ts';

export type CorrectableRow = {
  readonly id: string;
  readonly personId: string;
  readonly title: string;
  readonly mode: LedgerMode;
  readonly minutes: number;
  readonly trainingYear: number;
  /** A correction of it stands already; a row is corrected once. */
  readonly isCorrected: boolean;
  readonly isAsked: boolean;
};

/** A row of the ledger of somebody the principal sees; null for every other. */
export async function findCorrectableRow(
  db: Db | Tx,
  principal: Principal,
  ledgerId: string,
): Promise<CorrectableRow | null> {
  const rows = await db.execute<CorrectableRow>(sql`
    select h.id, h.person_id as "personId", h.title, h.mode, h.minutes, h.training_year as "trainingYear",
      exists (select 1 from hours_ledger c where c.reverses_id = h.id) as "isCorrected",
      exists (select 1 from ledger_corrections q where q.ledger_id = h.id and q.decision is null) as "isAsked"
    from hours_ledger h where h.id = ${ledgerId}::uuid and ${personVisibleTo(principal, sql`h.person_id`)}`);
  return rows[0] ?? null;
}

/** Asks for a correction in the principal's name. @returns its id; null when one of the same row is waiting. */
export async function requestCorrection(
  tx: Tx,
  principal: Principal,
  values: { readonly ledgerId: string; readonly minutes: number; readonly reason: string },
): Promise<string | null> {
  const [row] = await tx
    .insert(ledgerCorrections)
    .values({ ...values, requestedBy: principal.accountId })
    .onConflictDoNothing()
    .returning({ id: ledgerCorrections.id });
  return row?.id ?? null;
}

const COLUMNS: SQL = sql`q.id, q.ledger_id as "ledgerId", h.person_id as "personId", p.name as "personName",
  p.employee_no as "employeeNo",
  coalesce((select u.name from person_assignments w join units u on u.id = w.unit_id
    where w.person_id = p.id and w.valid_to is null), '') as "unitName",
  h.title, h.mode, h.training_year as "trainingYear", ${isoText(sql`h.occurred_to`)} as "occurredTo", h.minutes as "rowMinutes",
  q.minutes, q.reason, q.requested_by as "requestedBy", ${accountName(sql`q.requested_by`)} as "requestedByName",
  ${isoText(sql`q.requested_at`)} as "requestedAt", q.decision, ${accountName(sql`q.decided_by`)} as "decidedByName",
  ${isoText(sql`q.decided_at`)} as "decidedAt", q.comment`;

const SOURCE: SQL = sql`ledger_corrections q join hours_ledger h on h.id = q.ledger_id join people p on p.id = h.person_id`;

/** Corrections of people the principal sees, the waiting ones oldest first, the decided ones latest first. */
export async function listCorrections(
  db: Db | Tx,
  principal: Principal,
  isOpen: boolean,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: CorrectionView[]; readonly total: number }> {
  const where = sql`(q.decision is null) = ${isOpen}::boolean and ${personVisibleTo(principal, sql`h.person_id`)}`;
  const counted = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${SOURCE} where ${where}`);
  const order = isOpen ? sql`q.requested_at, q.id` : sql`q.decided_at desc, q.id`;
  const rows = await db.execute<CorrectionView>(
    sql`select ${COLUMNS} from ${SOURCE} where ${where} order by ${order} limit ${page.limit} offset ${page.offset}`,
  );
  return { rows: [...rows], total: counted[0]?.n ?? 0 };
}

/** One correction, held until the transaction ends; null alike for none and for one out of sight. */
export async function lockCorrection(tx: Tx, principal: Principal, id: string): Promise<CorrectionView | null> {
  await tx
    .select({ id: ledgerCorrections.id })
    .from(ledgerCorrections)
    .where(eq(ledgerCorrections.id, id))
    .for('update');
  const rows = await tx.execute<CorrectionView>(
    sql`select ${COLUMNS} from ${SOURCE} where q.id = ${id}::uuid and ${personVisibleTo(principal, sql`h.person_id`)}`,
  );
  return rows[0] ?? null;
}

/** Writes what the principal decided about a correction the caller holds. */
export async function decideCorrection(
  tx: Tx,
  principal: Principal,
  id: string,
  decision: CorrectionDecision,
  comment: string,
): Promise<void> {
  await tx
    .update(ledgerCorrections)
    .set({ decision, comment, decidedBy: principal.accountId, decidedAt: sql`app_now()` })
    .where(eq(ledgerCorrections.id, id));
}

/**
 * Appends the reversing row of an approved correction: the same day, topics and year as the row it names, minutes below
 * zero. The row it names stays as it is; a second reversal of it is refused by the database.
 */
export async function recordReversal(tx: Tx, principal: Principal, correction: CorrectionView): Promise<string> {
  const evidence = {
    correctionId: correction.id,
    requestedBy: correction.requestedBy,
    approvedBy: principal.accountId,
  };
  const rows = await tx.execute<{ id: string }>(sql`
    insert into hours_ledger (person_id, training_year, minutes, mode, title, topics, is_unit_organised, occurred_from,
      occurred_to, reverses_id, recorded_by, reason, evidence)
    select h.person_id, h.training_year, ${-correction.minutes}::int, 'correction', '更正：' || h.title, h.topics,
      h.is_unit_organised, h.occurred_from, h.occurred_to, h.id, ${correction.requestedBy}::uuid, ${correction.reason},
      ${JSON.stringify(evidence)}::text::jsonb
    from hours_ledger h where h.id = ${correction.ledgerId}::uuid returning id`);
  const id = rows[0]?.id;
  if (!id) throw new Error('the row a correction names is always there');
  return id;
}
