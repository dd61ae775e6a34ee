import type { Sql } from 'postgres';

export type Handle = Sql;
