import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { notices } from '../schema/certification.ts';

export type NoticeRow = {
  id: string;
  title: string;
  body: string;
  href: string | null;
  isUrgent: boolean;
  createdAt: Date;
  readAt: Date | null;
};

const own = (principal: Principal) => sql`${notices.personId} = ${principal.personId}::uuid`;

/** The principal's own notices, newest first. */
export function listOwnNotices(db: Db | Tx, principal: Principal, limit: number): Promise<NoticeRow[]> {
  return db
    .select({
      id: notices.id,
      title: notices.title,
      body: notices.body,
      href: notices.href,
      isUrgent: notices.isUrgent,
      createdAt: notices.createdAt,
      readAt: notices.readAt,
    })
    .from(notices)
    .where(own(principal))
    .orderBy(desc(notices.createdAt))
    .limit(limit);
}

export async function countOwnUnread(db: Db | Tx, principal: Principal): Promise<number> {
  if (principal.personId === null) return 0;
  const [row] = await db
    .select({ n: count() })
    .from(notices)
    .where(and(own(principal), isNull(notices.readAt)));
  return row?.n ?? 0;
}

/** Marks one or all of the principal's own notices as read; other people's ids change nothing. */
export async function markOwnNoticesRead(db: Db | Tx, principal: Principal, id: string | null): Promise<void> {
  await db
    .update(notices)
    .set({ readAt: sql`app_now()` })
    .where(and(own(principal), isNull(notices.readAt), id === null ? undefined : eq(notices.id, id)));
}

/** Tells a person something once: a second notice with the same key is dropped. */
export async function unsafeNotify(
  tx: Db | Tx,
  values: { personId: string; dedupeKey: string; title: string; body: string; href: string | null; isUrgent?: boolean },
): Promise<void> {
  await tx.insert(notices).values(values).onConflictDoNothing();
}
