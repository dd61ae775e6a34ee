import { z } from 'zod';
import { PLAN_KINDS } from '../policy/plan-policy.ts';
import { GivenDate } from '../shared/dates.ts';
import { EXAM_STATES } from './progress.ts';
import { CATEGORIES } from './types.ts';

/**
 * What a list or count can ask for beyond one state: everything that is not done yet. Exempt plans are in no list but
 * their own.
 */
export const STATUS_FILTERS = [
  'done',
  'not-done',
  'overdue',
  'in-progress',
  'not-started',
  'exempt',
  'unassigned',
] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export const EXAM_FILTERS = [...EXAM_STATES, 'sat'] as const;
export const EXPIRY_DAYS = [30, 60, 90] as const;
export const PEOPLE_SORTS = ['name', 'employeeNo', 'unit', 'category', 'hours', 'due', 'status'] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

/** Longest page of any list (DL-06). */
export const MAX_PAGE_SIZE = 100;

const day = GivenDate;
/** 学时 in steps of a tenth. */
const hours = z.coerce.number().min(0).max(1000).multipleOf(0.1);

const shape = {
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  unit: z.guid().optional(),
  /** Only the unit itself, without what lies below it. */
  direct: z.literal('1').optional(),
  category: z.enum(CATEGORIES).optional(),
  plan: z.enum(PLAN_KINDS).optional(),
  /** Last day whose records count; today when absent. */
  asOf: day.optional(),
  q: z.string().trim().min(1).max(40).optional(),
  status: z.enum(STATUS_FILTERS).optional(),
  exam: z.enum(EXAM_FILTERS).optional(),
  hoursFrom: hours.optional(),
  /** Exclusive. */
  hoursTo: hours.optional(),
  /** Completed on or before this day. */
  doneBy: day.optional(),
  /** Certificate ends within so many days after the as-of date; then of any year. */
  expiring: z.coerce
    .number()
    .pipe(z.union(EXPIRY_DAYS.map((n) => z.literal(n))))
    .optional(),
};

const paging = {
  sort: z.enum(PEOPLE_SORTS).optional(),
  dir: z.enum(['asc', 'desc']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  size: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).optional(),
};

/** Which plans of which people a count, list or export is about. The same values stand in the address of a page. */
export const ProgressFilter = z.strictObject(shape);
export type ProgressFilter = z.infer<typeof ProgressFilter>;

export const PeopleQuery = z.strictObject({ ...shape, ...paging });
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** The same from an address somebody typed or bookmarked: what cannot be read is left out, never guessed. */
export function peopleQueryFrom(params: Readonly<Record<string, string | readonly string[] | undefined>>): PeopleQuery {
  const read: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(PeopleQuery.shape)) {
    const given = params[key];
    const value = typeof given === 'string' ? given : given?.[0];
    if (value === undefined || value === '') continue;
    const parsed = schema.safeParse(value);
    if (parsed.success && parsed.data !== undefined) read[key] = parsed.data;
  }
  return PeopleQuery.parse(read);
}

/** Only the fields that choose rows; sorting and paging left out. */
export function filterOf(query: PeopleQuery): ProgressFilter {
  const { sort: _sort, dir: _dir, page: _page, size: _size, ...filter } = query;
  return filter;
}

/** Query string of a filter, `?…` or empty, keys in a fixed order so that equal filters give equal addresses. */
export function queryOf(query: PeopleQuery, change: PeopleQuery = {}): string {
  const merged: Readonly<Record<string, unknown>> = { ...query, ...change };
  const params = new URLSearchParams();
  for (const key of Object.keys(PeopleQuery.shape)) {
    const value = merged[key];
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

export function peopleHref(query: PeopleQuery, change: PeopleQuery = {}): string {
  return `/hr/people${queryOf(query, { page: undefined, ...change })}`;
}
