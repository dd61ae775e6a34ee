import { addDays, addMonths, type IsoDate } from '#domain/shared/dates.ts';
import { intBelow, type Rng } from '#domain/shared/rng.ts';
import { dateAt, workdayFrom } from './calendar.ts';
import { between, oneOf } from './chance.ts';
import { DEPARTMENTS } from './data/organisation.ts';
import type { Place, Span } from './roster-types.ts';
import { officeCode } from './units.ts';

type Moves = { readonly places: readonly Place[]; readonly leftOn: IsoDate | null };

/** How long people stay in 上岗培训 and 离岗办理. */
const ENTERING_DAYS = 35;
const LEAVING_DAYS = 25;

function someOffice(rng: Rng): string {
  const department = oneOf(rng, DEPARTMENTS);
  return officeCode(department.code, intBelow(rng, department.offices.length));
}

/** A day inside the history with room before and after it. */
function moveDay(rng: Rng, span: Span): IsoDate {
  return workdayFrom(dateAt(addMonths(span.from, 2), addMonths(span.today, -2), rng()));
}

/** The way into a classified post. */
function promoted(rng: Rng, at: Place, on: IsoDate): Place[] {
  const category = rng() < 0.8 ? 'general' : 'important';
  return [
    { ...at, from: on, category, lifeState: 'entering' },
    { ...at, from: addDays(on, ENTERING_DAYS), category, lifeState: 'in-post' },
  ];
}

/** The way out of a classified post, staying in the institute. */
function released(at: Place, on: IsoDate): Place[] {
  return [
    { ...at, from: on, lifeState: 'leaving' },
    { ...at, from: addDays(on, LEAVING_DAYS), category: 'none', lifeState: 'cooling-off' },
  ];
}

/**
 * What changed for a person while the history ran; for most people nothing. `first` is where they were before it.
 */
export function movedPlaces(rng: Rng, first: Place, span: Span): Moves {
  const chance = rng();
  const on = moveDay(rng, span);
  const isClassified = first.category !== 'none';
  if (chance < 0.05) return { places: [{ ...first, from: on, unitCode: someOffice(rng) }], leftOn: null };
  if (chance < 0.08 && !isClassified) return { places: promoted(rng, first, on), leftOn: null };
  if (chance < 0.11 && isClassified) return { places: released(first, on), leftOn: null };
  if (chance < 0.14 && !isClassified) return { places: [], leftOn: addDays(on, between(rng, 0, 20)) };
  return { places: [], leftOn: null };
}
