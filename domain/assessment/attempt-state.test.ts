import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorMessage } from '../shared/errors.ts';
import {
  type AttemptEvent,
  type AttemptFact,
  type AttemptState,
  acceptance,
  canStart,
  deadlineFor,
  nextState,
  type StartFacts,
} from './attempt-state.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => new Date(`2026-11-21T${text}+08:00`);

const facts = (change: Partial<StartFacts> = {}): StartFacts => ({
  now: at('10:00:00'),
  opensAt: at('09:00:00'),
  closesAt: at('18:00:00'),
  isAssigned: true,
  missingLessons: 0,
  attempts: [],
  attemptsMax: 2,
  coolDownMinutes: 60,
  ...change,
});
const failed = (no: number, closedAt: Date): AttemptFact => ({ no, state: 'graded', passed: false, closedAt });

describe('an attempt', () => {
  const states: AttemptState[] = ['open', 'submitted', 'graded', 'void'];
  const events: AttemptEvent[] = [{ kind: 'submit', by: 'deadline' }, { kind: 'grade' }, { kind: 'void' }];

  it('moves only forward: open → submitted → graded, and to void from any of them', () => {
    const moves = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = nextState(state, event);
        return next.ok ? [`${state} ${event.kind} ${next.value}`] : [];
      }),
    );
    expect(moves).toEqual([
      'open submit submitted',
      'open void void',
      'submitted grade graded',
      'submitted void void',
      'graded grade graded',
      'graded void void',
    ]);
  });

  it('answers ATTEMPT_CLOSED to every other event', () => {
    expect(nextState('submitted', { kind: 'submit', by: 'candidate' })).toEqual({
      ok: false,
      error: { code: 'ATTEMPT_CLOSED' },
    });
    expect(nextState('void', { kind: 'grade' }).ok).toBe(false);
  });
});

describe('the deadline', () => {
  it('is start + duration + extra time, cut off where the window ends', () => {
    expect(deadlineFor(at('09:00:00'), 3600, 600, at('18:00:00'))).toEqual(at('10:10:00'));
    expect(deadlineFor(at('17:30:00'), 3600, 600, at('18:00:00'))).toEqual(at('18:00:00'));
  });

  it('never lies after the window, whatever the extra time', () => {
    const seconds = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(seconds, seconds, (duration, extra) => {
        expect(deadlineFor(at('09:00:00'), duration, extra, at('18:00:00')) <= at('18:00:00')).toBe(true);
      }),
    );
  });

  it('leaves five seconds for the wire and not a millisecond more', () => {
    expect(acceptance(at('10:00:05'), at('10:00:00'))).toBe('on-time');
    expect(acceptance(at('10:00:05.001'), at('10:00:00'))).toBe('late');
  });
});

describe('starting', () => {
  it('is allowed to an assigned person inside the window with all lessons done', () => {
    expect(canStart(facts(), ZONE)).toEqual({ ok: true, value: true });
    expect(canStart(facts({ now: at('09:00:00') }), ZONE).ok).toBe(true);
  });

  it.each<[string, Partial<StartFacts>, { code: string; meta?: Record<string, string | number> }]>([
    ['no assignment', { isAssigned: false }, { code: 'NOT_ASSIGNED' }],
    ['too early', { now: at('08:59:59') }, { code: 'EXAM_NOT_OPEN_YET', meta: { opensAt: '2026-11-21 09:00' } }],
    ['at the closing instant', { now: at('18:00:00') }, { code: 'EXAM_CLOSED' }],
    ['lessons missing', { missingLessons: 3 }, { code: 'LESSONS_INCOMPLETE', meta: { missing: 3 } }],
    ['passed before', { attempts: [{ ...failed(1, at('09:10:00')), passed: true }] }, { code: 'ALREADY_PASSED' }],
    [
      'one open',
      { attempts: [{ no: 1, state: 'open', passed: false, closedAt: null }] },
      { code: 'ATTEMPT_ALREADY_OPEN' },
    ],
    [
      'one ungraded',
      { attempts: [{ ...failed(1, at('09:10:00')), state: 'submitted' }] },
      { code: 'RESULT_NOT_READY' },
    ],
    [
      'all attempts used',
      { attempts: [failed(1, at('09:05:00')), failed(2, at('09:10:00'))] },
      { code: 'ATTEMPT_LIMIT_REACHED', meta: { limit: 2 } },
    ],
    [
      'too soon after the last one',
      { attempts: [failed(1, at('09:20:30'))] },
      { code: 'COOLING_DOWN', meta: { until: '2026-11-21 10:21' } },
    ],
  ])('is refused: %s', (_, change, error) => expect(canStart(facts(change), ZONE)).toEqual({ ok: false, error }));

  it('is allowed at the instant the cool-down ends', () => {
    expect(canStart(facts({ attempts: [failed(1, at('09:00:00'))] }), ZONE).ok).toBe(true);
  });

  it('is not hindered by void attempts, not even by one that had passed', () => {
    const voided: AttemptFact[] = [1, 2, 3].map((no) => ({
      no,
      state: 'void',
      passed: no === 1,
      closedAt: at('09:59:00'),
    }));
    expect(canStart(facts({ attempts: voided }), ZONE).ok).toBe(true);
  });

  it('names times in the zone of the organisation, in words a person reads', () => {
    const result = canStart(facts({ now: at('08:00:00') }), ZONE);
    if (result.ok) throw new Error('expected a refusal');
    expect(errorMessage(result.error.code, result.error.meta)).toBe('考试尚未开放，开放时间为 2026-11-21 09:00。');
  });
});
