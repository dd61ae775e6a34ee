export type Answer = { readonly value: number };
export const operation = (): Answer => ({ value: 1 });
