import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PostLevel } from '../../domain/certification/case/kinds.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import { fail, ok, type Result } from '../../domain/shared/result.ts';
import type { Db, Tx } from '../client.ts';
import { caseTransitions, posts } from '../schema/cases.ts';
import { units } from '../schema/people.ts';
import { ORG_TODAY } from './org-clock.ts';
import { unitVisibleTo } from './scopes.ts';

export type PostRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly level: PostLevel;
  readonly basis: string;
  readonly reviewOn: string;
  readonly status: 'proposed' | 'active' | 'closed';
  readonly activeFrom: string | null;
  readonly closedOn: string | null;
};

const columns = {
  id: posts.id,
  code: posts.code,
  name: posts.name,
  unitId: posts.unitId,
  unitName: units.name,
  level: posts.level,
  basis: posts.basis,
  reviewOn: posts.reviewOn,
  status: posts.status,
  activeFrom: posts.activeFrom,
  closedOn: posts.closedOn,
};

/** Held today, or to be held; of a row `h` of post_assignments. */
const IS_HELD: SQL = sql`(h.valid_to is null or (h.valid_to > ${ORG_TODAY} and h.valid_to > h.valid_from))`;

export type PostListRow = PostRow & { readonly holders: number };

/** The register of 涉密岗位 as far as the principal looks after it, by unit and code; at most 1,000. */
export function listPosts(db: Db | Tx, principal: Principal): Promise<PostListRow[]> {
  return db
    .select({
      ...columns,
      holders: sql<number>`(select count(*)::int from post_assignments h where h.post_id = ${posts.id} and ${IS_HELD})`,
    })
    .from(posts)
    .innerJoin(units, eq(units.id, posts.unitId))
    .where(unitVisibleTo(principal, posts.unitId))
    .orderBy(asc(units.code), asc(posts.code))
    .limit(1000);
}

export async function findPost(db: Db | Tx, principal: Principal, postId: string): Promise<PostRow | null> {
  const [row] = await db
    .select(columns)
    .from(posts)
    .innerJoin(units, eq(units.id, posts.unitId))
    .where(and(eq(posts.id, postId), unitVisibleTo(principal, posts.unitId)));
  return row ?? null;
}

export type HolderRow = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly employmentForm: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** Everybody who held or holds a post, newest first; the post itself must be in the principal's sight. */
export async function listHolders(db: Db | Tx, principal: Principal, postId: string): Promise<HolderRow[]> {
  return db.execute<HolderRow>(sql`
    select p.id as "personId", p.name, p.employee_no as "employeeNo", h.valid_from::text as "validFrom",
      h.valid_to::text as "validTo",
      coalesce((select a.employment_form from person_assignments a where a.person_id = p.id
        order by a.valid_from desc limit 1), 'staff') as "employmentForm"
    from post_assignments h join people p on p.id = h.person_id join posts o on o.id = h.post_id
    where h.post_id = ${postId}::uuid and ${unitVisibleTo(principal, sql`o.unit_id`)}
      and (h.valid_to is null or h.valid_to > h.valid_from)
    order by h.valid_to desc nulls first, h.valid_from desc limit 500`);
}

export async function unsafePost(db: Db | Tx, postId: string): Promise<PostRow | null> {
  const [row] = await db
    .select(columns)
    .from(posts)
    .innerJoin(units, eq(units.id, posts.unitId))
    .where(eq(posts.id, postId));
  return row ?? null;
}

export async function findPostByCode(db: Db | Tx, principal: Principal, code: string): Promise<PostRow | null> {
  const [row] = await db
    .select(columns)
    .from(posts)
    .innerJoin(units, eq(units.id, posts.unitId))
    .where(and(eq(posts.code, code), unitVisibleTo(principal, posts.unitId)));
  return row ?? null;
}

/** The same, held until the transaction ends, so that nobody is put into a post that is being closed or changed. */
export async function unsafeLockPost(tx: Tx, postId: string): Promise<Pick<PostRow, 'id' | 'level' | 'status'> | null> {
  const [row] = await tx
    .select({ id: posts.id, level: posts.level, status: posts.status })
    .from(posts)
    .where(eq(posts.id, postId))
    .for('update');
  return row ?? null;
}

/**
 * Enters a proposed post; the code of a proposal that was refused or withdrawn is free again.
 * @returns null when the code is taken, by whatever unit.
 */
export async function unsafeProposePost(
  tx: Tx,
  values: { code: string; name: string; unitId: string; level: PostLevel; basis: string; reviewOn: string },
): Promise<string | null> {
  const [row] = await tx
    .insert(posts)
    .values({ ...values, status: 'proposed' })
    .onConflictDoUpdate({
      target: posts.code,
      set: { ...values, status: 'proposed', closedOn: null },
      setWhere: sql`${posts.status} = 'closed' and ${posts.activeFrom} is null`,
    })
    .returning({ id: posts.id });
  return row?.id ?? null;
}

/**
 * Puts into force what the opening step of a case proposed for a post.
 * @returns POST_NOT_ACTIVE when the post was closed meanwhile; POST_STILL_HELD (count) when it is to be closed while
 * somebody holds it.
 */
export async function unsafeApprovePost(tx: Tx, postId: string, caseId: string, today: IsoDate): Promise<Result<true>> {
  const [opening] = await tx
    .select({ payload: caseTransitions.payload })
    .from(caseTransitions)
    .where(and(eq(caseTransitions.caseId, caseId), eq(caseTransitions.seqNo, 1)));
  const payload = opening?.payload ?? {};
  const post = await unsafeLockPost(tx, postId);
  if (post?.status !== (payload.action === 'create' ? 'proposed' : 'active')) return fail('POST_NOT_ACTIVE');
  if (payload.action === 'close') {
    const [held] = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from post_assignments h where h.post_id = ${postId}::uuid and ${IS_HELD}`,
    );
    if (held && held.n > 0) return fail('POST_STILL_HELD', { count: held.n });
    await tx.update(posts).set({ status: 'closed', closedOn: today }).where(eq(posts.id, postId));
    return ok(true);
  }
  await tx
    .update(posts)
    .set({
      status: 'active',
      name: String(payload.name),
      level: payload.level as PostLevel,
      basis: String(payload.basis),
      reviewOn: String(payload.reviewOn),
      activeFrom: sql`coalesce(${posts.activeFrom}, ${today}::date)`,
    })
    .where(eq(posts.id, postId));
  return ok(true);
}

/** A proposal that was not approved closes a post that never was; one in force stays as it is. */
export async function unsafeDropProposedPost(tx: Tx, postId: string): Promise<void> {
  await tx
    .update(posts)
    .set({ status: 'closed', closedOn: sql`${ORG_TODAY}` })
    .where(and(eq(posts.id, postId), eq(posts.status, 'proposed')));
}
