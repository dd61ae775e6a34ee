import { type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { ApprovedExemption } from '../../domain/people/exemption.ts';
import type { ExamState, ProgressState } from '../../domain/people/progress.ts';
import type { PeopleSort } from '../../domain/people/progress-filter.ts';
import type { Category } from '../../domain/people/types.ts';
import type { PlanKind } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { dayOf, rowsOf, type Scope, sourceOf, stateOf } from './dashboard-filter.ts';
import { approvedBefore } from './exemptions.ts';
import { endOfDay } from './org-clock.ts';

/** One plan of one person as a list shows it. */
export type PersonRow = {
  readonly assignmentId: string | null;
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitPath: string;
  readonly category: Category;
  /** Null for people who owe no plan of the year. */
  readonly planKind: PlanKind | null;
  readonly trainingYear: number;
  readonly countedMinutes: number;
  readonly requiredMinutes: number;
  readonly minutesPerHour: number;
  readonly exam: ExamState;
  readonly state: ProgressState;
  readonly dueOn: string | null;
  readonly completedOn: string | null;
  readonly certificateUntil: string | null;
  /** What was approved of the plan by then: 免训, or the latest 延期. */
  readonly approved: ApprovedExemption | null;
};

const UNIT_PATH: SQL = sql`(
  select string_agg(u.name, ' / ' order by c.depth desc) from unit_closure c join units u on u.id = c.ancestor_id
  where c.descendant_id = s.unit_id and (c.depth = 0 or u.parent_id is not null))`;

function columns(day: SQL): SQL {
  return sql`s.assignment_id as "assignmentId", s.person_id as "personId", p.name, p.employee_no as "employeeNo",
    ${UNIT_PATH} as "unitPath", s.category, s.plan_kind as "planKind", s.training_year as "trainingYear",
    s.counted_minutes as "countedMinutes", s.required_minutes as "requiredMinutes", s.minutes_per_hour as "minutesPerHour",
    s.exam_state as exam, ${stateOf(day)} as state, s.due_on::text as "dueOn", s.completed_on::text as "completedOn",
    s.certificate_until::text as "certificateUntil",
    ${approvedBefore(sql`s.assignment_id`, endOfDay(day))} as approved`;
}

/** The allowlist of orders: a name from the address chooses one of these, it never becomes SQL itself (IN-06). */
const ORDER: Readonly<Record<PeopleSort, (day: SQL) => SQL>> = {
  name: () => sql`p.name_pinyin`,
  employeeNo: () => sql`p.employee_no`,
  unit: () => sql`(select u.code from units u where u.id = s.unit_id)`,
  category: () => sql`array_position(array['none', 'general', 'important', 'core'], s.category)`,
  hours: () => sql`s.counted_minutes::float8 / s.minutes_per_hour`,
  due: () => sql`s.due_on`,
  status: (day) =>
    sql`array_position(array['overdue', 'not-started', 'in-progress', 'done', 'exempt', 'unassigned'], ${stateOf(day)})`,
};

/** How many rows the filter has for this principal; the same condition as the list. */
export async function countPeople(db: Db | Tx, principal: Principal, scope: Scope): Promise<number> {
  const rows = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sourceOf(scope)} s where ${rowsOf(principal, scope)}`,
  );
  return rows[0]?.n ?? 0;
}

export type PageOf = {
  readonly sort: PeopleSort;
  readonly dir: 'asc' | 'desc';
  readonly page: number;
  readonly size: number;
};

/** One page of the list; ties in 工号 and plan order, so that no row is shown twice or left out between pages. */
export async function listPeople(db: Db | Tx, principal: Principal, scope: Scope, of: PageOf): Promise<PersonRow[]> {
  const day = dayOf(scope);
  const direction = of.dir === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  // The key is computed once and the page cut out before anything else is looked up for its rows.
  return db.execute<PersonRow>(sql`
    with page as materialized (
      select s.*, ${ORDER[of.sort](day)} as sort_key, p.employee_no as sort_no
      from ${sourceOf(scope)} s join people p on p.id = s.person_id
      where ${rowsOf(principal, scope)}
      order by sort_key ${direction}, sort_no, s.plan_kind, s.training_year limit ${of.size} offset ${(of.page - 1) * of.size})
    select ${columns(day)} from page s join people p on p.id = s.person_id
    order by s.sort_key ${direction}, s.sort_no, s.plan_kind, s.training_year`);
}

/**
 * The whole list in 工号 order, `size` rows at a time, from one run of one statement: memory and time do not grow with
 * the square of the rows. Call it inside a transaction, and only once in it.
 */
export async function* eachPeople(
  tx: Tx,
  principal: Principal,
  scope: Scope,
  size: number,
): AsyncGenerator<PersonRow[]> {
  // Every row will be fetched: a plan made for the first few only would take far longer for earlier dates.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  await tx.execute(sql`
    declare people_export no scroll cursor for
    select ${columns(dayOf(scope))} from ${sourceOf(scope)} s join people p on p.id = s.person_id
    where ${rowsOf(principal, scope)} order by p.employee_no, s.plan_kind, s.training_year`);
  for (;;) {
    const rows = await tx.execute<PersonRow>(sql`fetch ${sql.raw(String(Math.trunc(size)))} from people_export`);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
  }
}
