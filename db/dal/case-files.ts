import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';

/** True when a file was attached to a case since it came into its present state. */
export async function unsafeHasFreshFile(db: Db | Tx, caseId: string): Promise<boolean> {
  const [row] = await db.execute<{ fresh: boolean }>(sql`
    select exists (select from attachments f join cases c on c.id = f.owner_id
      where f.owner_type = 'case' and f.owner_id = ${caseId}::uuid and f.uploaded_at >= c.state_since) as fresh`);
  return row?.fresh === true;
}
