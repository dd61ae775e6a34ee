import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFrom } from '../shared/rng.ts';
import { PracticeCard, pickPractice, reviewCard } from './practice.ts';

const NOW = new Date('2026-11-21T01:00:00Z');

describe('a practice card', () => {
  it('comes back later after each right answer in turn', () => {
    let card: PracticeCard | null = null;
    let now = NOW;
    let gap = 0;
    for (let i = 0; i < 5; i += 1) {
      const next = reviewCard(card, true, now);
      expect(next.dueAt.getTime() - now.getTime()).toBeGreaterThan(gap);
      gap = next.dueAt.getTime() - now.getTime();
      card = next.card;
      now = next.dueAt;
    }
    expect(gap).toBeGreaterThan(14 * 86_400_000);
  });

  it('is plain JSON that survives storing, and the same answers give the same card', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 90 })), { maxLength: 12 }), (answers) => {
        let kept: PracticeCard | null = null;
        let stored: PracticeCard | null = null;
        let now = NOW;
        for (const [correct, days] of answers) {
          kept = reviewCard(kept, correct, now).card;
          stored = PracticeCard.parse(JSON.parse(JSON.stringify(reviewCard(stored, correct, now).card)));
          now = new Date(now.getTime() + days * 86_400_000);
        }
        expect(stored).toEqual(kept);
      }),
    );
  });

  it('is due sooner after a wrong answer than after a right one, and never in the past', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 8 }), fc.integer({ min: 1, max: 60 }), (answers, days) => {
        let card: PracticeCard | null = null;
        let now = NOW;
        for (const correct of answers) {
          card = reviewCard(card, correct, now).card;
          now = new Date(now.getTime() + days * 86_400_000);
        }
        const wrong = reviewCard(card, false, now).dueAt;
        expect(wrong.getTime()).toBeLessThanOrEqual(reviewCard(card, true, now).dueAt.getTime());
        expect(wrong.getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });
});

describe('picking practice', () => {
  it('takes what is due first in its order, then unseen, then the rest', () => {
    const stock = { due: ['d2', 'd1'], unseen: ['u1', 'u2', 'u3'], rest: ['r1', 'r2'] };
    const picked = pickPractice(stock, rngFrom('pick'), 6);
    expect(picked.slice(0, 2)).toEqual(['d2', 'd1']);
    expect(picked.slice(2, 5).sort()).toEqual(['u1', 'u2', 'u3']);
    expect(['r1', 'r2']).toContain(picked[5]);
  });

  it('never gives an id twice nor more than asked for', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(ids, ids, ids, fc.nat(10), fc.string(), (due, unseen, rest, count, seed) => {
        const picked = pickPractice({ due, unseen, rest }, rngFrom(seed), count);
        expect(new Set(picked).size).toBe(picked.length);
        expect(picked.length).toBe(Math.min(count, new Set([...due, ...unseen, ...rest]).size));
      }),
    );
  });
});
