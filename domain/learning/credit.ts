import { intBelow, type Rng } from '../shared/rng.ts';

/** The page sends a heartbeat this often while it is visible, focused and recently used. */
export const BEAT_INTERVAL_SECONDS = 15;
/** The longest time between two heartbeats that is credited; after a longer one counting starts anew. */
export const MAX_BEAT_GAP_SECONDS = 30;
/** A lesson credits at most its planned minutes times this. */
export const CREDIT_CAP_SHARE = 1.5;
/** The reader is asked "still there?" after a random number of credited seconds in this range, both ends included. */
export const PRESENCE_MIN_SECONDS = 180;
export const PRESENCE_MAX_SECONDS = 420;

export type BeatFacts = {
  readonly now: Date;
  /** Instant up to which time has been counted: `countedUntil` of the beat before; null = first beat. */
  readonly lastBeatAt: Date | null;
  readonly creditedSeconds: number;
  readonly plannedMinutes: number;
  /** Set while a presence question waits for its answer. */
  readonly presenceAskedAt: Date | null;
  readonly nextPresenceAtSeconds: number;
};

/** Why a beat credited what it did; only `credited` credits anything. */
export type BeatReason = 'credited' | 'first' | 'too-soon' | 'gap' | 'presence' | 'cap';

export type BeatCredit = {
  /** Whole seconds, 0 to 30. */
  readonly creditSeconds: number;
  /** Ask now, and set `presenceAskedAt`. */
  readonly askPresence: boolean;
  readonly nextPresenceAtSeconds: number;
  readonly reason: BeatReason;
  /** To be stored as `lastBeatAt`: the fraction of a second not credited stays with the next beat. */
  readonly countedUntil: Date;
};

/** Most seconds a lesson can credit. */
export function creditCapSeconds(plannedMinutes: number): number {
  return Math.floor(plannedMinutes * 60 * CREDIT_CAP_SHARE);
}

/** Credited seconds at which the next presence question is due. */
export function nextPresenceAt(creditedSeconds: number, rng: Rng): number {
  return creditedSeconds + PRESENCE_MIN_SECONDS + intBelow(rng, PRESENCE_MAX_SECONDS - PRESENCE_MIN_SECONDS + 1);
}

/** What to store when a presence question is answered: time before the answer is never credited. */
export function presenceAnswered(now: Date): { lastBeatAt: Date; presenceAskedAt: null } {
  return { lastBeatAt: now, presenceAskedAt: null };
}

function laterOf(a: Date, b: Date | null): Date {
  return b && b.getTime() > a.getTime() ? b : a;
}

/**
 * Decides what one heartbeat credits, from the server's clock alone. Over any sequence of beats the credited total never
 * exceeds the wall time since the first beat, nor planned minutes × 1.5; nothing is credited while a presence question is
 * unanswered, for the first beat, or for a gap over 30 s. A clock that steps back never credits the same time twice.
 */
export function creditBeat(facts: BeatFacts, rng: Rng): BeatCredit {
  const { now, lastBeatAt, creditedSeconds, nextPresenceAtSeconds } = facts;
  const nothing = (reason: BeatReason, countedUntil = laterOf(now, lastBeatAt)): BeatCredit => ({
    creditSeconds: 0,
    askPresence: false,
    nextPresenceAtSeconds,
    reason,
    countedUntil,
  });
  if (facts.presenceAskedAt) return nothing('presence');
  if (!lastBeatAt) return nothing('first');
  const elapsedMs = now.getTime() - lastBeatAt.getTime();
  if (elapsedMs > MAX_BEAT_GAP_SECONDS * 1000) return nothing('gap');
  const left = creditCapSeconds(facts.plannedMinutes) - creditedSeconds;
  if (left <= 0) return nothing('cap');
  const elapsedSeconds = Math.floor(elapsedMs / 1000);
  if (elapsedSeconds < 1) return nothing('too-soon', lastBeatAt);
  const creditSeconds = Math.min(elapsedSeconds, left);
  const total = creditedSeconds + creditSeconds;
  const askPresence = total >= nextPresenceAtSeconds && creditSeconds < left;
  return {
    creditSeconds,
    askPresence,
    nextPresenceAtSeconds: askPresence ? nextPresenceAt(total, rng) : nextPresenceAtSeconds,
    reason: 'credited',
    countedUntil: new Date(lastBeatAt.getTime() + elapsedSeconds * 1000),
  };
}
