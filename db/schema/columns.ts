import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** CHECK that a text column holds one of a closed list of literals from the domain. */
export function oneOf(column: AnyColumn, values: readonly string[]): SQL {
  const list = values.map((v) => sql`'${sql.raw(v.replaceAll("'", "''"))}'`);
  return sql`${column} in (${sql.join(list, sql`, `)})`;
}
