import type { Row } from '#db/table.ts';

export type Known = Row;
