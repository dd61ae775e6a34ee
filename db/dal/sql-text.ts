import { type SQL, sql } from 'drizzle-orm';

/** An instant as ISO text in UTC, to the second. */
export function isoText(instant: SQL): SQL {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/** The same to the millisecond. */
export function isoTextMs(instant: SQL): SQL {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The name on an account, for whoever asked or decided. */
export function accountName(accountId: SQL): SQL {
  return sql`(select a.display_name from accounts a where a.id = ${accountId})`;
}
