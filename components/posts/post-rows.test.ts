import { expect, test } from 'vitest';
import type { PostListItem } from '../../domain/certification/case/opening-view.ts';
import { isoDate } from '../../domain/shared/dates.ts';
import { postQueryFrom, postsMatching, reviewState } from './post-rows.ts';

const TODAY = isoDate('2026-11-21');
const post = (code: string, change: Partial<PostListItem> = {}): PostListItem => ({
  id: code,
  code,
  name: '文件管理岗',
  unitName: '办公室',
  level: 'general',
  holders: 0,
  reviewOn: '2027-11-21',
  status: 'active',
  ...change,
});

test('a review is near in the thirty days before it and late from the day after it, for posts in force alone', () => {
  expect(reviewState(post('A', { reviewOn: '2026-11-20' }), TODAY)).toBe('late');
  expect(reviewState(post('A', { reviewOn: '2026-11-21' }), TODAY)).toBe('soon');
  expect(reviewState(post('A', { reviewOn: '2026-12-21' }), TODAY)).toBe('soon');
  expect(reviewState(post('A', { reviewOn: '2026-12-22' }), TODAY)).toBe('fine');
  expect(reviewState(post('A', { reviewOn: '2026-11-20', status: 'closed' }), TODAY)).toBe('fine');
});

test('closed posts are left out unless asked for, and words are found in code, name and unit', () => {
  const posts = [
    post('B-01'),
    post('B-02', { status: 'closed' }),
    post('C-01', { level: 'core', unitName: '研究一室' }),
    post('C-02', { reviewOn: '2026-11-25' }),
  ];
  const codes = (search: Record<string, string>) =>
    postsMatching(posts, postQueryFrom(search), TODAY).map((one) => one.code);
  expect(codes({})).toEqual(['B-01', 'C-01', 'C-02']);
  expect(codes({ status: 'closed' })).toEqual(['B-02']);
  expect(codes({ status: 'review' })).toEqual(['C-02']);
  expect(codes({ level: 'core' })).toEqual(['C-01']);
  expect(codes({ q: '研究' })).toEqual(['C-01']);
  expect(codes({ q: 'b-0' })).toEqual(['B-01']);
});
