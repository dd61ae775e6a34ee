import type { Category, EmploymentForm, LifeState, PersonFlag } from '#domain/people/types.ts';
import type { IsoDate } from '#domain/shared/dates.ts';

/** Where a person stood from a date on, until the next one of the same person. */
export type Place = {
  readonly from: IsoDate;
  readonly unitCode: string;
  readonly category: Category;
  readonly lifeState: LifeState;
};

export type Member = {
  readonly id: string;
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly joinedOn: IsoDate;
  /** First day on which they no longer belong; null = still here. */
  readonly leftOn: IsoDate | null;
  /** In order; never empty. */
  readonly places: readonly [Place, ...Place[]];
  readonly form: EmploymentForm;
  readonly flags: readonly PersonFlag[];
  readonly title: string;
  /** What they know, 0 = average of the staff. */
  readonly ability: number;
};

export type Unit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly sort: number;
};

/** The days the history runs between. */
export type Span = {
  readonly zone: string;
  /** First day of the history. */
  readonly from: IsoDate;
  /** Today; everything that happened did so before it began. */
  readonly today: IsoDate;
};

/** The place a person held on a date; null before joining and after leaving. */
export function placeOn(member: Member, date: IsoDate): Place | null {
  if (date < member.joinedOn || (member.leftOn !== null && date >= member.leftOn)) return null;
  return member.places.findLast((place) => place.from <= date) ?? null;
}

/** Code of the department (or of the institute itself) a unit belongs to: `JL-HG-02` → `JL-HG`. */
export function departmentOf(unitCode: string): string {
  return unitCode.split('-').slice(0, 2).join('-');
}
