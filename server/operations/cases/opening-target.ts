import type { Tx } from '#db/client.ts';
import { findPersonHead } from '#db/dal/person-file.ts';
import { findPost, findPostByCode, type PostRow, unsafePost, unsafeProposePost } from '#db/dal/posts.ts';
import { type SubjectRow, unsafeSubject } from '#db/dal/system-people-life.ts';
import { listVisibleUnits } from '#db/dal/units.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import type { GuardFailure } from '#domain/certification/case/facts.ts';
import { standardItems } from '#domain/certification/case/fold.ts';
import { type FormValues, schemaOf } from '#domain/certification/case/form.ts';
import type { CaseKind, PostLevel } from '#domain/certification/case/kinds.ts';
import { directionOf, levelOf, openingFailure } from '#domain/certification/case/opening.ts';
import { firstOpeningFailure } from '#domain/certification/case/opening-dates.ts';
import type { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import type { IsoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

/** Whom or what a case is to be about, with what was given and what the server adds, and what stands against it. */
export type OpeningTarget = {
  readonly personId: string | null;
  readonly postId: string | null;
  readonly unitId: string;
  readonly level: PostLevel | null;
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly failure: GuardFailure | null;
  /** Enters a proposed post; only after everything else was found in order. */
  readonly enterPost?: () => Promise<Result<string>>;
};

type Day = { readonly now: Date; readonly today: IsoDate; readonly policy: LifecyclePolicy };

/** The opening form as given; whoever opens a case about themselves names nobody else. */
export function parseOpening(principal: Principal, kind: CaseKind, raw: unknown): Result<FormValues> {
  const { form, by } = CASE_DEFINITIONS[kind].opening;
  const isOwnOnly = by.length === 1 && by[0] === 'subject';
  const result = schemaOf(form).safeParse(raw);
  if (!result.success) {
    const issue = result.error.issues[0];
    const field = form.find((one) => one.name === issue?.path[0]);
    return fail('INVALID_INPUT', { where: field ? `${field.label}：${issue?.message}` : '内容' });
  }
  if (!isOwnOnly) return ok(result.data);
  return principal.personId ? ok({ ...result.data, personId: principal.personId }) : fail('FORBIDDEN');
}

async function aboutPost(tx: Tx, principal: Principal, given: FormValues, day: Day): Promise<Result<OpeningTarget>> {
  const unitId = String(given.unitId);
  const level = given.level as PostLevel;
  const units = await listVisibleUnits(tx, principal);
  if (!units.some((unit) => unit.id === unitId)) return fail('NOT_FOUND');
  const code = String(given.code);
  const base = { personId: null, unitId, level, summary: `${code} ${String(given.name)}`, payload: given };
  const failure = firstOpeningFailure('post', given, day);
  if (given.action === 'create') {
    const values = {
      code,
      name: String(given.name),
      unitId,
      level,
      basis: String(given.basis),
      reviewOn: String(given.reviewOn),
    };
    const enterPost = async (): Promise<Result<string>> => {
      const postId = await unsafeProposePost(tx, values);
      return postId ? ok(postId) : fail('POST_CODE_TAKEN', { code });
    };
    return ok({ ...base, postId: null, failure, enterPost });
  }
  const post = await findPostByCode(tx, principal, code);
  if (!post) return fail('NOT_FOUND');
  return ok({
    ...base,
    unitId: post.unitId,
    payload: { ...given, unitId: post.unitId },
    postId: post.id,
    failure: failure ?? (post.status === 'active' ? null : { code: 'POST_NOT_ACTIVE' }),
  });
}

type Person = { readonly subject: SubjectRow; readonly post: PostRow | null; readonly isNamed: boolean };

async function personAndPost(tx: Tx, principal: Principal, given: FormValues): Promise<Result<Person>> {
  const personId = String(given.personId);
  const subject = (await findPersonHead(tx, principal, personId)) ? await unsafeSubject(tx, personId) : null;
  if (!subject) return fail('NOT_FOUND');
  const named = typeof given.postId === 'string' ? given.postId : null;
  // A post to appoint to must be in the proposer's sight; the one held may lie elsewhere.
  if (named && !(await findPost(tx, principal, named))) return fail('NOT_FOUND');
  const postId = named ?? subject.currentPostId;
  return ok({ subject, post: postId ? await unsafePost(tx, postId) : null, isNamed: named !== null });
}

function directionFor(kind: CaseKind, { subject, post }: Person): 'up' | 'down' | null {
  if (kind !== 'level-change' || !post) return null;
  return directionOf(subject, { ...post, isActive: post.status === 'active' });
}

async function aboutPerson(
  tx: Tx,
  principal: Principal,
  kind: Exclude<CaseKind, 'post'>,
  given: FormValues,
  day: Day,
): Promise<Result<OpeningTarget>> {
  const found = await personAndPost(tx, principal, given);
  if (!found.ok) return found;
  const { subject, post, isNamed } = found.value;
  const direction = directionFor(kind, found.value);
  const postFailure: GuardFailure | null = isNamed && post?.status !== 'active' ? { code: 'POST_NOT_ACTIVE' } : null;
  return ok({
    personId: subject.personId,
    postId: post?.id ?? null,
    unitId: subject.unitId,
    level: isNamed && post ? post.level : levelOf(subject.category),
    summary: post ? `${post.code} ${post.name}` : '',
    payload: {
      ...given,
      ...(direction ? { direction, fromLevel: subject.category } : {}),
      ...(direction === 'down' ? { items: standardItems(day.policy) } : {}),
    },
    failure: openingFailure(kind, subject) ?? firstOpeningFailure(kind, given, day) ?? postFailure,
  });
}

/** @returns NOT_FOUND when person, post or unit are out of the principal's sight. */
export function openingTarget(
  tx: Tx,
  principal: Principal,
  kind: CaseKind,
  given: FormValues,
  day: Day,
): Promise<Result<OpeningTarget>> {
  return kind === 'post' ? aboutPost(tx, principal, given, day) : aboutPerson(tx, principal, kind, given, day);
}
