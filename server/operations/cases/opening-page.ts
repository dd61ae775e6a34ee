import { db } from '#db/client.ts';
import { findPersonHead } from '#db/dal/person-file.ts';
import { findPost, type PostRow } from '#db/dal/posts.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import { type FormField, valueText } from '#domain/certification/case/form.ts';
import type { CaseKind } from '#domain/certification/case/kinds.ts';
import type { OpeningView } from '#domain/certification/case/opening-view.ts';
import { kindsForRoles } from '#domain/certification/case/startable.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { openingChoices } from './opening-choices.ts';
import { isStartable } from './startable.ts';

/** What the page the form was reached from says of it. */
export type OpeningAsked = {
  readonly personId?: string | undefined;
  readonly postId?: string | undefined;
  readonly action?: 'change' | 'close' | undefined;
};

type Settled = {
  readonly values: Record<string, string>;
  readonly fixed: Record<string, string>;
};

const NOTHING: Settled = { values: {}, fixed: {} };
/** What the change of a post leaves as it is; its closing leaves everything but the reason. */
const STANDS = { change: ['action', 'code', 'unitId'], close: [] } as const;

async function aboutPerson(principal: Principal, personId: string): Promise<Settled | null> {
  const head = await findPersonHead(db, principal, personId);
  if (!head) return null;
  return { values: { personId }, fixed: { personId: `${head.name}（${head.employeeNo}）` } };
}

function textOf(form: readonly FormField[], name: string, value: string, post: PostRow): string {
  const field = form.find((one) => one.name === name);
  if (name === 'unitId') return post.unitName;
  return field ? valueText(field, value) : value;
}

async function aboutPost(
  principal: Principal,
  postId: string,
  action: 'change' | 'close',
  form: readonly FormField[],
): Promise<Settled | null> {
  const post = await findPost(db, principal, postId);
  if (post?.status !== 'active') return null;
  const { code, name, unitId, level, basis, reviewOn } = post;
  const values: Record<string, string> = { action, code, name, unitId, level, basis, reviewOn };
  const names = action === 'close' ? Object.keys(values) : STANDS.change;
  const fixed = Object.fromEntries(names.map((key) => [key, textOf(form, key, values[key] ?? '', post)]));
  return { values, fixed };
}

async function settle(principal: Principal, kind: CaseKind, asked: OpeningAsked): Promise<Settled | null> {
  const { form } = CASE_DEFINITIONS[kind].opening;
  if (kind === 'post') {
    if (asked.postId && asked.action) return aboutPost(principal, asked.postId, asked.action, form);
    const action = 'create';
    return { values: { action }, fixed: { action: textOf(form, 'action', action, {} as PostRow) } };
  }
  const takesPerson = form.some((field) => field.kind === 'person');
  return asked.personId && takesPerson ? aboutPerson(principal, asked.personId) : NOTHING;
}

async function opening(principal: Principal, kind: CaseKind, settled: Settled): Promise<Result<OpeningView>> {
  const { form, label, basis } = CASE_DEFINITIONS[kind].opening;
  const choices = await openingChoices(principal, kind, '');
  if (!choices.ok) return choices;
  return ok({
    kind,
    label,
    basis,
    form,
    values: settled.values,
    fixed: form.flatMap((field) => {
      const text = settled.fixed[field.name];
      return text === undefined ? [] : [{ name: field.name, label: field.label, text }];
    }),
    posts: choices.value.posts,
    units: choices.value.units,
  });
}

/**
 * The form with which an office opens a case, filled in as far as a person or post is given.
 * @returns NOT_FOUND for a kind the principal's roles do not open, and for a person or post out of sight or not in force.
 */
export async function readOfficeOpening(
  principal: Principal,
  kind: CaseKind,
  asked: OpeningAsked,
): Promise<Result<OpeningView>> {
  if (!kindsForRoles(principal.roles).includes(kind)) return fail('NOT_FOUND');
  const settled = await settle(principal, kind, asked);
  return settled ? opening(principal, kind, settled) : fail('NOT_FOUND');
}

/** The form with which people open a case about themselves. @returns NOT_FOUND for a kind that does not fit today. */
export async function readOwnOpening(principal: Principal, kind: CaseKind): Promise<Result<OpeningView>> {
  if (principal.personId === null || !(await isStartable(principal, kind))) return fail('NOT_FOUND');
  const takesPerson = CASE_DEFINITIONS[kind].opening.form.some((field) => field.kind === 'person');
  const settled = takesPerson
    ? {
        values: { personId: principal.personId },
        fixed: { personId: `${principal.name}（${principal.employeeNo}）` },
      }
    : NOTHING;
  return opening(principal, kind, settled);
}
