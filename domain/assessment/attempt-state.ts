import { Temporal } from 'temporal-polyfill';
import { match, P } from 'ts-pattern';
import { fail, ok, type Result } from '../shared/result.ts';

/** `open` being sat; `submitted` closed, not yet graded; `graded`; `void` taken out of the count by the invigilator. */
export type AttemptState = 'open' | 'submitted' | 'graded' | 'void';
export type AttemptEvent =
  | { readonly kind: 'submit'; readonly by: 'candidate' | 'deadline' | 'invigilator' }
  /** First grade or regrade: a regrade adds a grade and leaves the state. */
  | { readonly kind: 'grade' }
  | { readonly kind: 'void' };

/** Seconds after the deadline in which an answer still counts: time on the wire, not time to think. */
export const SAVE_GRACE_SECONDS = 5;

/** The state after an event. @returns ATTEMPT_CLOSED when the event is not possible in this state. */
export function nextState(state: AttemptState, event: AttemptEvent): Result<AttemptState> {
  return match([state, event.kind] as const)
    .with(['open', 'submit'], () => ok<AttemptState>('submitted'))
    .with([P.union('submitted', 'graded'), 'grade'], () => ok<AttemptState>('graded'))
    .with([P.union('open', 'submitted', 'graded'), 'void'], () => ok<AttemptState>('void'))
    .with(
      [P.union('submitted', 'graded', 'void'), 'submit'],
      ['open', 'grade'],
      ['void', P.union('grade', 'void')],
      () => fail('ATTEMPT_CLOSED'),
    )
    .exhaustive();
}

/** Last instant of an attempt: start + duration + extra time, but never after the exam window has closed. */
export function deadlineFor(startedAt: Date, durationSeconds: number, extraSeconds: number, windowEnd: Date): Date {
  const own = startedAt.getTime() + (durationSeconds + extraSeconds) * 1000;
  return new Date(Math.min(own, windowEnd.getTime()));
}

/** Late answers are kept as evidence and never graded. Both instants come from the database clock. */
export function acceptance(arrivedAt: Date, deadlineAt: Date): 'on-time' | 'late' {
  return arrivedAt.getTime() <= deadlineAt.getTime() + SAVE_GRACE_SECONDS * 1000 ? 'on-time' : 'late';
}

export type AttemptFact = {
  readonly no: number;
  readonly state: AttemptState;
  readonly passed: boolean;
  readonly closedAt: Date | null;
};

export type StartFacts = {
  readonly now: Date;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly isAssigned: boolean;
  /** Number of required lessons not yet complete. */
  readonly missingLessons: number;
  readonly attempts: readonly AttemptFact[];
  readonly attemptsMax: number;
  readonly coolDownMinutes: number;
};

/** `2026-11-21 09:00` in the zone, rounded up to the minute so that the named minute is never too early. */
function minuteText(zone: string, instant: Date): string {
  const minute = Math.ceil(instant.getTime() / 60_000) * 60_000;
  return Temporal.Instant.fromEpochMilliseconds(minute)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}

/** First instant at which the cool-down is over; null when there is none to wait for. */
function coolDownEnd(counting: readonly AttemptFact[], coolDownMinutes: number): Date | null {
  const closed = counting.flatMap((attempt) => (attempt.closedAt ? [attempt.closedAt.getTime()] : []));
  return closed.length > 0 ? new Date(Math.max(...closed) + coolDownMinutes * 60_000) : null;
}

function refusedByHistory(facts: StartFacts): Result<true> | null {
  const counting = facts.attempts.filter((attempt) => attempt.state !== 'void');
  if (counting.some((attempt) => attempt.passed)) return fail('ALREADY_PASSED');
  if (counting.some((attempt) => attempt.state === 'open')) return fail('ATTEMPT_ALREADY_OPEN');
  if (counting.some((attempt) => attempt.state === 'submitted')) return fail('RESULT_NOT_READY');
  return null;
}

/**
 * Whether a person may start an attempt now. Void attempts use up no chance and ask for no cool-down. The window is
 * [opensAt, closesAt). Instants in meta are `2026-11-21 09:00` in `zone`.
 *
 * @returns NOT_ASSIGNED, ALREADY_PASSED, ATTEMPT_ALREADY_OPEN, RESULT_NOT_READY (an attempt awaits its grade),
 * EXAM_NOT_OPEN_YET (opensAt), EXAM_CLOSED, LESSONS_INCOMPLETE (missing), ATTEMPT_LIMIT_REACHED (limit),
 * COOLING_DOWN (until); the first that applies, in this order.
 */
export function canStart(facts: StartFacts, zone: string): Result<true> {
  if (!facts.isAssigned) return fail('NOT_ASSIGNED');
  const refused = refusedByHistory(facts);
  if (refused) return refused;
  const now = facts.now.getTime();
  if (now < facts.opensAt.getTime()) return fail('EXAM_NOT_OPEN_YET', { opensAt: minuteText(zone, facts.opensAt) });
  if (now >= facts.closesAt.getTime()) return fail('EXAM_CLOSED');
  if (facts.missingLessons > 0) return fail('LESSONS_INCOMPLETE', { missing: facts.missingLessons });
  const counting = facts.attempts.filter((attempt) => attempt.state !== 'void');
  if (counting.length >= facts.attemptsMax) return fail('ATTEMPT_LIMIT_REACHED', { limit: facts.attemptsMax });
  const until = coolDownEnd(counting, facts.coolDownMinutes);
  if (until && now < until.getTime()) return fail('COOLING_DOWN', { until: minuteText(zone, until) });
  return ok(true);
}
