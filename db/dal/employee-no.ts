import { type SQL, sql } from 'drizzle-orm';
import { accounts } from '../schema/accounts.ts';

/**
 * A 工号 as somebody typed it: exactly so, or in capitals or small letters throughout. Order by {@link typedFirst} and
 * take one row, since the roster decides whether two 工号 may differ in case alone.
 */
export function isEmployeeNo(typed: string): SQL {
  return sql`${accounts.employeeNo} in (${typed}, ${typed.toUpperCase()}, ${typed.toLowerCase()})`;
}

export function typedFirst(typed: string): SQL {
  return sql`${accounts.employeeNo} = ${typed} desc, ${accounts.employeeNo}`;
}
