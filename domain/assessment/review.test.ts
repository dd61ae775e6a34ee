import { describe, expect, it } from 'vitest';
import { REVIEW_POLICIES } from './blueprint.ts';
import { reviewable } from './review.ts';

const closesAt = new Date('2026-11-21T10:00:00Z');
const pastClose = (seconds: number) => new Date(closesAt.getTime() + seconds * 1000);

describe('what a candidate may see', () => {
  it.each(REVIEW_POLICIES)('is nothing while the attempt is open (%s)', (policy) => {
    expect(reviewable(policy, { now: pastClose(3600), closesAt, attemptClosed: false })).toBe('nothing');
  });

  it('never includes keys under score-only', () => {
    expect(reviewable('score-only', { now: pastClose(1e9), closesAt, attemptClosed: true })).toBe('score');
  });

  it('includes keys under after-close only when no answer of anyone can still be accepted', () => {
    expect(reviewable('after-close', { now: pastClose(-1), closesAt, attemptClosed: true })).toBe('score');
    expect(reviewable('after-close', { now: pastClose(5), closesAt, attemptClosed: true })).toBe('score');
    expect(reviewable('after-close', { now: pastClose(5.001), closesAt, attemptClosed: true })).toBe('full');
  });

  it('includes keys at once under after-submit', () => {
    expect(reviewable('after-submit', { now: pastClose(-3600), closesAt, attemptClosed: true })).toBe('full');
  });
});
