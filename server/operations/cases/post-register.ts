import { db } from '#db/client.ts';
import { findPost, listHolders, listPosts, type PostRow } from '#db/dal/posts.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { PostHolder, PostListItem, PostView } from '#domain/certification/case/opening-view.ts';
import type { CaseListItem } from '#domain/certification/case/view.ts';
import { EMPLOYMENT_LABEL } from '#domain/people/types.ts';
import type { IsoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { readToday } from './case-page.ts';
import { readCases } from './lists.ts';

const CASES_SHOWN = 50;

function listItem(row: PostRow, holders: number): PostListItem {
  const { id, code, name, unitName, level, reviewOn, status } = row;
  return { id, code, name, unitName, level, holders, reviewOn, status };
}

/** The register of 涉密岗位 as far as the principal looks after it. */
export async function readPosts(
  principal: Principal,
): Promise<{ readonly posts: readonly PostListItem[]; readonly today: IsoDate }> {
  const [rows, today] = await Promise.all([listPosts(db, principal), readToday()]);
  return { posts: rows.map((row) => listItem(row, row.holders)), today };
}

export type PostPage = {
  readonly post: PostView;
  readonly holders: readonly PostHolder[];
  readonly cases: readonly CaseListItem[];
  readonly today: IsoDate;
};

function isForm(value: string): value is keyof typeof EMPLOYMENT_LABEL {
  return Object.hasOwn(EMPLOYMENT_LABEL, value);
}

/** One 涉密岗位 with everybody who held it and its cases. @returns NOT_FOUND out of the principal's sight. */
export async function readPost(principal: Principal, postId: string): Promise<Result<PostPage>> {
  const row = await findPost(db, principal, postId);
  if (!row) return fail('NOT_FOUND');
  const [holders, cases, today] = await Promise.all([
    listHolders(db, principal, postId),
    readCases(principal, { postId, status: 'all' }, { page: 1, size: CASES_SHOWN }),
    readToday(),
  ]);
  return ok({
    post: {
      ...listItem(row, holders.filter((holder) => holder.validTo === null).length),
      basis: row.basis,
      activeFrom: row.activeFrom,
      closedOn: row.closedOn,
    },
    holders: holders.map((holder) => ({
      ...holder,
      employmentForm: isForm(holder.employmentForm) ? EMPLOYMENT_LABEL[holder.employmentForm] : holder.employmentForm,
    })),
    cases: cases.items,
    today,
  });
}
