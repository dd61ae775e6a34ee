export type Rows = readonly string[];
export const readRows = (): Rows => [];
