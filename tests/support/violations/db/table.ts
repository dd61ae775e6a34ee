export type Row = { readonly id: string };
export const table = 'rows';
