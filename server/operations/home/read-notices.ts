import { db } from '#db/client.ts';
import { listOwnNotices } from '#db/dal/notices.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { OwnHome } from '#domain/learning/home-view.ts';

export const NOTICES_LISTED = 200;

/** The principal's own latest notices, newest first. */
export async function readNotices(principal: Principal): Promise<OwnHome['notices']> {
  const rows = await listOwnNotices(db, principal, NOTICES_LISTED);
  return rows.map(({ readAt, ...notice }) => ({ ...notice, isRead: readAt !== null }));
}
