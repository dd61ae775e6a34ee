import type { Role } from '../../access/roles.ts';
import { CASE_DEFINITIONS } from './definitions.ts';
import { CASE_KINDS, type CaseActor, type CaseKind } from './kinds.ts';

const ACTOR_OF: Readonly<Partial<Record<Role, CaseActor>>> = {
  hr: 'hr',
  office: 'office',
  'unit-officer': 'unit',
  leader: 'leader',
};

/** Kinds of case somebody with these roles may open for others, in the order of the table. */
export function kindsForRoles(roles: readonly Role[]): CaseKind[] {
  const actors = roles.flatMap((role) => ACTOR_OF[role] ?? []);
  return CASE_KINDS.filter((kind) => CASE_DEFINITIONS[kind].opening.by.some((actor) => actors.includes(actor)));
}

/** The same as a choice of what to begin, in the words of the table. */
export function openingsForRoles(roles: readonly Role[]): { readonly kind: CaseKind; readonly label: string }[] {
  return kindsForRoles(roles).map((kind) => ({ kind, label: CASE_DEFINITIONS[kind].opening.label }));
}

export type OwnKind = Exclude<CaseKind, 'post'>;

/** Kinds of case people open for themselves. */
export function kindsForSubject(): OwnKind[] {
  return CASE_KINDS.filter(
    (kind): kind is OwnKind => kind !== 'post' && CASE_DEFINITIONS[kind].opening.by.includes('subject'),
  );
}
