export const load = () => import('#db/dal/rows.ts');
