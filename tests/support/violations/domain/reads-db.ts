import { table } from '../db/table.ts';

export const name = table;
