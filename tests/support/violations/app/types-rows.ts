import type { Rows } from '../db/dal/rows.ts';

export type Shown = Rows;
