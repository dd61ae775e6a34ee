import { z } from 'zod';
import { POST_LEVELS } from '../../domain/certification/case/kinds.ts';
import type { PostListItem } from '../../domain/certification/case/opening-view.ts';
import { addDays, type IsoDate } from '../../domain/shared/dates.ts';

export const POST_STATUS_LABEL: Readonly<Record<PostListItem['status'], string>> = {
  proposed: '申报中',
  active: '已生效',
  closed: '已撤销',
};

const SOON_DAYS = 30;

/** How near the next review of a post is; a post that is not in force owes none. */
export function reviewState(post: Pick<PostListItem, 'status' | 'reviewOn'>, today: IsoDate): 'late' | 'soon' | 'fine' {
  if (post.status !== 'active') return 'fine';
  if (post.reviewOn < today) return 'late';
  return post.reviewOn <= addDays(today, SOON_DAYS) ? 'soon' : 'fine';
}

const Query = z.object({
  level: z.enum(POST_LEVELS).optional().catch(undefined),
  status: z.enum(['current', 'proposed', 'active', 'closed', 'review']).catch('current'),
  q: z.string().trim().min(1).max(40).optional().catch(undefined),
});

export type PostQuery = z.infer<typeof Query>;

export function postQueryFrom(search: Readonly<Record<string, string | string[] | undefined>>): PostQuery {
  return Query.parse(search);
}

function hasStatus(post: PostListItem, status: PostQuery['status'], today: IsoDate): boolean {
  if (status === 'current') return post.status !== 'closed';
  return status === 'review' ? reviewState(post, today) !== 'fine' : post.status === status;
}

/** The lines of the register a filter leaves: by level, by state or by review that is near, and by any word of it. */
export function postsMatching(posts: readonly PostListItem[], query: PostQuery, today: IsoDate): PostListItem[] {
  const text = query.q?.toLowerCase();
  return posts.filter(
    (post) =>
      hasStatus(post, query.status, today) &&
      (query.level === undefined || post.level === query.level) &&
      (text === undefined || `${post.code} ${post.name} ${post.unitName}`.toLowerCase().includes(text)),
  );
}
