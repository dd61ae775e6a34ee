import { db } from '#db/client.ts';
import { searchPeople } from '#db/dal/case-choices.ts';
import { listPosts } from '#db/dal/posts.ts';
import { listVisibleUnits } from '#db/dal/units.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import { type CaseKind, POST_LEVEL_LABEL } from '#domain/certification/case/kinds.ts';
import { ok, type Result } from '#domain/shared/result.ts';

export type Choice = { readonly value: string; readonly label: string };
export type OpeningChoices = {
  readonly people: readonly Choice[];
  readonly posts: readonly Choice[];
  readonly units: readonly Choice[];
};

/**
 * What the selects of an opening form offer to this principal: posts in force and units; asked with a text, as at every
 * letter typed, the people that match it alone.
 */
export async function openingChoices(principal: Principal, kind: CaseKind, q: string): Promise<Result<OpeningChoices>> {
  const kinds = new Set(CASE_DEFINITIONS[kind].opening.form.map((field) => field.kind));
  const people = kinds.has('person') && q.length > 0 ? await searchPeople(db, principal, q) : [];
  const posts = kinds.has('post') && q === '' ? await listPosts(db, principal) : [];
  const units = kinds.has('unit') && q === '' ? await listVisibleUnits(db, principal) : [];
  return ok({
    people: people.map((one) => ({ value: one.personId, label: `${one.name}（${one.employeeNo}）${one.unitName}` })),
    posts: posts
      .filter((post) => post.status === 'active')
      .map((post) => ({
        value: post.id,
        label: `${post.code} ${post.name}（${POST_LEVEL_LABEL[post.level]}，${post.unitName}）`,
      })),
    units: units.map((unit) => ({ value: unit.id, label: unit.path })),
  });
}
