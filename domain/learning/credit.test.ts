import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFrom } from '../shared/rng.ts';
import { type BeatFacts, creditBeat, creditCapSeconds, nextPresenceAt, presenceAnswered } from './credit.ts';

const START = new Date('2026-11-21T01:00:00Z').getTime();
const second = (s: number) => new Date(START + s * 1000);
const beat = (change: Partial<BeatFacts> = {}) =>
  creditBeat(
    {
      now: second(15),
      lastBeatAt: second(0),
      creditedSeconds: 0,
      plannedMinutes: 10,
      presenceAskedAt: null,
      nextPresenceAtSeconds: 300,
      ...change,
    },
    rngFrom('beat'),
  );

describe('a heartbeat', () => {
  it('credits the time since the beat before', () => {
    expect(beat()).toMatchObject({
      creditSeconds: 15,
      askPresence: false,
      nextPresenceAtSeconds: 300,
      reason: 'credited',
    });
  });

  it('credits nothing when it is the first', () => {
    expect(beat({ lastBeatAt: null })).toMatchObject({ creditSeconds: 0, reason: 'first', countedUntil: second(15) });
  });

  it('credits 30 s and nothing beyond', () => {
    expect(beat({ now: second(30) })).toMatchObject({ creditSeconds: 30, reason: 'credited' });
    expect(beat({ now: second(30.001) })).toMatchObject({
      creditSeconds: 0,
      reason: 'gap',
      countedUntil: second(30.001),
    });
  });

  it('leaves the fraction of a second to the next beat', () => {
    expect(beat({ now: second(15.9) })).toMatchObject({ creditSeconds: 15, countedUntil: second(15) });
    expect(beat({ now: second(0.9) })).toMatchObject({ creditSeconds: 0, reason: 'too-soon', countedUntil: second(0) });
  });

  it('credits nothing when the clock stepped back, and does not count that time again', () => {
    expect(beat({ now: second(-10) })).toMatchObject({ creditSeconds: 0, countedUntil: second(0) });
  });

  it('stops at planned minutes × 1.5', () => {
    expect(creditCapSeconds(10)).toBe(900);
    expect(beat({ creditedSeconds: 890 })).toMatchObject({ creditSeconds: 10, askPresence: false });
    expect(beat({ creditedSeconds: 900 })).toMatchObject({ creditSeconds: 0, reason: 'cap' });
  });
});

describe('presence', () => {
  it('is asked when the credited seconds reach the mark, and the next mark lies 180–420 further', () => {
    const result = beat({ creditedSeconds: 290 });
    expect(result).toMatchObject({ creditSeconds: 15, askPresence: true });
    expect(result.nextPresenceAtSeconds).toBeGreaterThanOrEqual(305 + 180);
    expect(result.nextPresenceAtSeconds).toBeLessThanOrEqual(305 + 420);
  });

  it('stops the credit until it is answered, and the time before the answer is lost', () => {
    expect(beat({ presenceAskedAt: second(0) })).toMatchObject({ creditSeconds: 0, reason: 'presence' });
    expect(beat({ ...presenceAnswered(second(12)), now: second(15) }).creditSeconds).toBe(3);
  });

  it('comes at every distance from 180 to 420 and at no other', () => {
    const rng = rngFrom('presence');
    const seen = new Set(Array.from({ length: 20_000 }, () => nextPresenceAt(100, rng) - 100));
    expect([Math.min(...seen), Math.max(...seen), seen.size]).toEqual([180, 420, 241]);
  });
});

type Step = { waitMs: number; answers: boolean };

/** Plays a reader's beats as the caller would store them. */
function play(steps: readonly Step[], plannedMinutes: number, seed: string) {
  const rng = rngFrom(seed);
  let now = START;
  let facts: BeatFacts = {
    now: new Date(now),
    lastBeatAt: null,
    creditedSeconds: 0,
    plannedMinutes,
    presenceAskedAt: null,
    nextPresenceAtSeconds: nextPresenceAt(0, rng),
  };
  let whileAsked = 0;
  for (const step of steps) {
    now += step.waitMs;
    facts = { ...facts, now: new Date(now) };
    if (facts.presenceAskedAt && step.answers) facts = { ...facts, ...presenceAnswered(facts.now) };
    const result = creditBeat(facts, rng);
    if (facts.presenceAskedAt) whileAsked += result.creditSeconds;
    facts = {
      ...facts,
      lastBeatAt: result.countedUntil,
      creditedSeconds: facts.creditedSeconds + result.creditSeconds,
      presenceAskedAt: result.askPresence ? facts.now : facts.presenceAskedAt,
      nextPresenceAtSeconds: result.nextPresenceAtSeconds,
    };
  }
  return { credited: facts.creditedSeconds, wallSeconds: (now - START) / 1000, whileAsked };
}

describe('over any sequence of beats', () => {
  const step = fc.record({
    waitMs: fc.oneof(fc.integer({ min: 0, max: 31_000 }), fc.constant(15_000), fc.nat(600_000)),
    answers: fc.boolean(),
  });

  it('the credit exceeds neither the wall time nor the cap, and nothing is credited while a question waits', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 300, size: 'max' }),
        fc.integer({ min: 1, max: 60 }),
        fc.string(),
        (steps, planned, seed) => {
          const { credited, wallSeconds, whileAsked } = play(steps, planned, seed);
          expect(credited).toBeLessThanOrEqual(wallSeconds);
          expect(credited).toBeLessThanOrEqual(creditCapSeconds(planned));
          expect(whileAsked).toBe(0);
        },
      ),
    );
  });

  it('a steady reader who answers at once is credited all but the first and the asked-about beats', () => {
    const steps = Array.from({ length: 41 }, () => ({ waitMs: 15_300, answers: true }));
    const { credited, wallSeconds } = play(steps, 60, 'steady');
    expect(wallSeconds - credited).toBeLessThan(15.3 * 5);
  });

  it('a reader who never answers is credited at most one stretch between questions', () => {
    const steps = Array.from({ length: 400 }, () => ({ waitMs: 15_000, answers: false }));
    expect(play(steps, 120, 'away').credited).toBeLessThanOrEqual(420 + 30);
  });
});
