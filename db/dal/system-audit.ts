import { sql } from 'drizzle-orm';
import type { SealedEvent } from '../../domain/audit/seal.ts';
import type { Db, Tx } from '../client.ts';
import { auditSeals } from '../schema/certification.ts';

export type Seal = { sealNo: number; fromSeqNo: number; uptoSeqNo: number; eventCount: number; hash: string };

/** Only one instance seals at a time. @returns false when another one is at it. */
export async function unsafeTakeSealLock(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(7404363) as taken`);
  return row?.taken === true;
}

export async function unsafeLastSeal(db: Db | Tx): Promise<Seal | null> {
  const [row] = await db
    .select({
      sealNo: auditSeals.sealNo,
      fromSeqNo: auditSeals.fromSeqNo,
      uptoSeqNo: auditSeals.uptoSeqNo,
      eventCount: auditSeals.eventCount,
      hash: auditSeals.hash,
    })
    .from(auditSeals)
    .orderBy(sql`${auditSeals.sealNo} desc`)
    .limit(1);
  return row ?? null;
}

export function unsafeListSeals(db: Db | Tx): Promise<Seal[]> {
  return db
    .select({
      sealNo: auditSeals.sealNo,
      fromSeqNo: auditSeals.fromSeqNo,
      uptoSeqNo: auditSeals.uptoSeqNo,
      eventCount: auditSeals.eventCount,
      hash: auditSeals.hash,
    })
    .from(auditSeals)
    .orderBy(auditSeals.sealNo);
}

/** Events in a range, exactly as a seal hashes them. */
export async function unsafeEventsBetween(db: Db | Tx, fromSeqNo: number, uptoSeqNo: number): Promise<SealedEvent[]> {
  const rows = await db.execute<SealedEvent>(sql`
    select seq_no as "seqNo", id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      actor_account_id::text as "actorAccountId", actor_name as "actorName", action, outcome,
      subject_type as "subjectType", subject_id as "subjectId", detail::text, request_id as "requestId", ip
    from audit_events where seq_no between ${fromSeqNo} and ${uptoSeqNo} order by seq_no`);
  return [...rows];
}

/**
 * Highest number that may be sealed. Rows younger than a minute wait: their transactions may commit out of order, and
 * no transaction of the product lives that long.
 */
export async function unsafeSealableUpto(db: Db | Tx, after: number, atMost: number): Promise<number | null> {
  const [row] = await db.execute<{ upto: number | null }>(sql`
    select max(seq_no) as upto from (
      select seq_no from audit_events where seq_no > ${after} and at < statement_timestamp() - interval '60 seconds'
      order by seq_no limit ${atMost}) t`);
  return row?.upto ?? null;
}

export async function unsafeInsertSeal(tx: Tx, seal: Seal): Promise<void> {
  await tx.insert(auditSeals).values(seal);
}
