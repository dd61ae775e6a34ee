export type Rule = { readonly name: string };
export const rule: Rule = { name: 'rule' };
