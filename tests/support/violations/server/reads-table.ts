export { table } from '../db/table.ts';
