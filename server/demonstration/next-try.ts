import { addDays, dateIn, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { examMinute, instantOf, workdayFrom } from './calendar.ts';
import { between } from './chance.ts';
import type { Plan } from './plans.ts';
import type { Span } from './roster-types.ts';
import type { DemonstrationExam, Sitting } from './sitting.ts';

/**
 * When somebody who has failed sits again: most the same day or within two weeks, some not at all, and nobody after the
 * year, the day of a departure, or today.
 */
export function nextTry(
  { member, year, kind, dueOn }: Plan,
  exam: DemonstrationExam,
  { closedAt, no }: Sitting,
  { zone, today }: Span,
): Date | null {
  const rng = rngFrom(`jianglan:again:${member.employeeNo}:${kind}:${year}:${no}`);
  const day = dateIn(zone, closedAt);
  const isTrip = kind === 'travel';
  const chance = rng();
  if (chance < 0.1) return null;
  const isMorning = closedAt < instantOf(zone, day, 12 * 60);
  // A cool-down of a day may end in the afternoon of the next one.
  const restDays =
    Math.ceil(exam.blueprint.coolDownMinutes / (24 * 60)) + (exam.blueprint.coolDownMinutes > 60 ? 1 : 0);
  const sameDay = chance < 0.35 && isMorning && restDays === 1;
  const on = sameDay ? day : workdayFrom(addDays(day, Math.max(restDays, between(rng, 1, isTrip ? 2 : 12))));
  const isTooLate =
    on >= today || on > (isTrip ? dueOn : isoDate(`${year}-12-31`)) || (member.leftOn !== null && on >= member.leftOn);
  if (isTooLate) return null;
  return instantOf(zone, on, sameDay ? between(rng, 14 * 60, 16 * 60) : examMinute(rng));
}
