import { createHash } from 'node:crypto';
import { db, type Tx, transaction } from '#db/client.ts';
import {
  type Seal,
  unsafeEventsBetween,
  unsafeInsertSeal,
  unsafeLastSeal,
  unsafeListSeals,
  unsafeSealableUpto,
  unsafeTakeSealLock,
} from '#db/dal/system-audit.ts';
import { GENESIS, type SealedEvent, sealText } from '#domain/audit/seal.ts';
import { logger } from '../logger.ts';

const EVENTS_PER_SEAL = 5_000;

function sealHash(previous: string, events: readonly SealedEvent[]): string {
  return createHash('sha256').update(sealText(previous, events)).digest('hex');
}

async function sealOnce(tx: Tx): Promise<Seal | null> {
  if (!(await unsafeTakeSealLock(tx))) return null;
  const last = await unsafeLastSeal(tx);
  const after = last?.uptoSeqNo ?? 0;
  const upto = await unsafeSealableUpto(tx, after, EVENTS_PER_SEAL);
  if (upto === null) return null;
  const events = await unsafeEventsBetween(tx, after + 1, upto);
  const seal = {
    sealNo: (last?.sealNo ?? 0) + 1,
    fromSeqNo: after + 1,
    uptoSeqNo: upto,
    eventCount: events.length,
    hash: sealHash(last?.hash ?? GENESIS, events),
  };
  await unsafeInsertSeal(tx, seal);
  return seal;
}

/**
 * Extends the hash chain over the audit trail in batches, so that no save ever waits for it (security AD-03, AD-07). Each
 * new head goes to the log as well: whoever holds the database can build the chain anew, not what the log has kept.
 */
export async function sealAudit(): Promise<void> {
  for (let seal = await transaction(sealOnce); seal; seal = await transaction(sealOnce)) {
    const { sealNo, uptoSeqNo, hash } = seal;
    logger.info({ sealNo, uptoSeqNo, hash }, 'audit trail sealed');
  }
}

export type SealCheck = { readonly seals: number; readonly events: number; readonly firstBadSeal: number | null };

/** Recomputes the chain. A changed, removed or added row breaks the seal that covers it. */
export async function verifySeals(): Promise<SealCheck> {
  let previous = GENESIS;
  let after = 0;
  let events = 0;
  const seals = await unsafeListSeals(db);
  for (const seal of seals) {
    const rows = await unsafeEventsBetween(db, after + 1, seal.uptoSeqNo);
    if (rows.length !== seal.eventCount || sealHash(previous, rows) !== seal.hash) {
      return { seals: seals.length, events, firstBadSeal: seal.sealNo };
    }
    previous = seal.hash;
    after = seal.uptoSeqNo;
    events += rows.length;
  }
  return { seals: seals.length, events, firstBadSeal: null };
}
