import type { HoursBin } from './dashboard-math.ts';
import type { PeopleQuery } from './progress-filter.ts';

/** A number and the list behind it: the list under `list` has exactly `count` rows. */
export type CountedLink = { readonly count: number; readonly list: PeopleQuery };

export type CompletionBar = {
  readonly key: string;
  readonly label: string;
  readonly all: CountedLink;
  readonly done: CountedLink;
  readonly missing: CountedLink;
};

export type TrendPoint = {
  readonly month: number;
  /** Share of 0 to 1; null for months that have not begun. */
  readonly rate: number | null;
  readonly lastYear: number | null;
  readonly done: CountedLink | null;
};

/** Everything 人事 sees at a glance. Counts are plans (one person may owe two); hours are 学时. */
export type DashboardView = {
  readonly organisation: string;
  readonly year: number;
  readonly day: string;
  readonly now: Date;
  readonly zone: string;
  readonly tiles: {
    readonly owed: CountedLink;
    readonly done: CountedLink;
    readonly missing: CountedLink;
    /** Percentage points since the end of the month before; null when there is nothing to compare with. */
    readonly change: number | null;
    readonly averageHours: number | null;
    readonly passed: CountedLink;
    readonly sat: CountedLink;
    readonly overdue: CountedLink;
    /** 免训 by approval; in none of the others. */
    readonly exempt: CountedLink;
  };
  readonly units: readonly CompletionBar[];
  readonly categories: readonly CompletionBar[];
  readonly hours: readonly (HoursBin & { readonly list: PeopleQuery })[];
  /** 学时; null when the plans shown do not require the same. */
  readonly requiredHours: number | null;
  readonly trend: readonly TrendPoint[];
  readonly expiring: readonly (CountedLink & { readonly days: 30 | 60 | 90 })[];
};

export type UnitOption = { readonly id: string; readonly name: string; readonly path: string; readonly depth: number };
