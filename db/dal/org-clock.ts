import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';

/** The organisation's zone inside a statement; a database without an organisation yet uses the default zone. */
export const ORG_ZONE: SQL = sql`coalesce((select o.zone from organisation o where o.id = 1), 'Asia/Shanghai')`;

/** Today's calendar date in the organisation's zone, by the one clock. */
export const ORG_TODAY: SQL = sql`((app_now() at time zone ${ORG_ZONE})::date)`;

/** The instant at which a calendar date of the organisation ends. */
export function endOfDay(day: SQL): SQL {
  return sql`((${day} + 1)::timestamp at time zone ${ORG_ZONE})`;
}

export type OrganisationNow = {
  readonly name: string;
  readonly zone: string;
  /** Today in that zone, `YYYY-MM-DD`. */
  readonly today: string;
  /** Training year of today. */
  readonly year: number;
  readonly now: Date;
};

/** Name, zone and present date of the organisation, by the one clock. Open to every principal. */
export async function readOrganisationNow(db: Db | Tx): Promise<OrganisationNow> {
  const rows = await db.execute<{ name: string | null; zone: string; today: string; now: string }>(sql`
    select (select o.name from organisation o where o.id = 1) as name, ${ORG_ZONE} as zone, ${ORG_TODAY}::text as today,
      to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`);
  const row = rows[0];
  if (!row) throw new Error('the clock gave no row');
  return {
    name: row.name ?? '本单位',
    zone: row.zone,
    today: row.today,
    year: Number(row.today.slice(0, 4)),
    now: new Date(row.now),
  };
}
