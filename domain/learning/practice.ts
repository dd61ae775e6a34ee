import { createEmptyCard, fsrs, Rating, State } from 'ts-fsrs';
import { z } from 'zod';
import { type Rng, shuffled } from '../shared/rng.ts';

/** A spaced-repetition card as stored: plain JSON, instants as ISO 8601 in UTC. */
export const PracticeCard = z.strictObject({
  due: z.iso.datetime(),
  stability: z.number(),
  difficulty: z.number(),
  elapsed_days: z.number(),
  scheduled_days: z.number(),
  learning_steps: z.number(),
  reps: z.int().min(0),
  lapses: z.int().min(0),
  state: z.enum(State),
  last_review: z.iso.datetime().nullable(),
});
export type PracticeCard = z.infer<typeof PracticeCard>;

/** No fuzz: the same card, answer and instant always give the same next date. */
const scheduler = fsrs({ enable_fuzz: false });

/**
 * The card after one practice answer: right counts as FSRS "good", wrong as "again". A wrong answer never moves the next
 * date further than a right one would.
 */
export function reviewCard(
  card: PracticeCard | null,
  correct: boolean,
  now: Date,
): { card: PracticeCard; dueAt: Date } {
  const before = card ? { ...card, last_review: card.last_review ?? undefined } : createEmptyCard(now);
  const { card: next } = scheduler.next(before, now, correct ? Rating.Good : Rating.Again);
  return {
    card: { ...next, due: next.due.toISOString(), last_review: next.last_review?.toISOString() ?? null },
    dueAt: next.due,
  };
}

export type PracticeStock = {
  /** Ids due for repetition, most overdue first. */
  readonly due: readonly string[];
  /** Ids never practised. */
  readonly unseen: readonly string[];
  /** Ids practised and not yet due. */
  readonly rest: readonly string[];
};

/** Up to `count` different ids: what is due in its order, then unseen ones at random, then the rest at random. */
export function pickPractice(stock: PracticeStock, rng: Rng, count: number): string[] {
  const all = new Set([...stock.due, ...shuffled(rng, stock.unseen), ...shuffled(rng, stock.rest)]);
  return [...all].slice(0, Math.max(0, count));
}
