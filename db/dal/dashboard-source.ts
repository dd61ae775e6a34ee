import { type SQL, sql } from 'drizzle-orm';
import { endOfDay, ORG_ZONE } from './org-clock.ts';

/** Where the people stood on a day: at most one row a person; those who had left or not yet joined have none. */
function placesOn(day: SQL): SQL {
  return sql`(
    select w.person_id, w.unit_id, w.category, w.valid_to
    from person_assignments w join people p on p.id = w.person_id
    where w.valid_from <= ${day} and (w.valid_to is null or w.valid_to > ${day})
      and w.life_state <> 'left' and (p.left_on is null or p.left_on > ${day}))`;
}

/** Lessons whose hours a policy counts. */
const POLICY_LESSONS: SQL = sql`(
  select v.id as policy_version_id, l.lesson_id
  from policy_versions v, lateral (
    select jsonb_array_elements_text(coalesce(v.spec->'requiredLessons', '[]')) as lesson_id
    union select jsonb_array_elements_text(coalesce(v.spec->'electiveLessons', '[]'))) l)`;

/** The ledger rows each chosen plan looks at: of its training year, or since its event (`rowsInScope` of the domain). */
const ROWS_IN_SCOPE: SQL = sql`(
  select pa.id as assignment_id, pa.policy_version_id, h.id, h.mode, h.lesson_id, h.minutes, h.created_at
  from chosen pa join hours_ledger h on h.person_id = pa.person_id and h.training_year = pa.training_year
  where pa.counts_from is null and h.mode <> 'correction'
  union all
  select pa.id, pa.policy_version_id, h.id, h.mode, h.lesson_id, h.minutes, h.created_at
  from chosen pa join hours_ledger h on h.person_id = pa.person_id and h.occurred_to >= pa.counts_from
  where pa.counts_from is not null and h.mode <> 'correction')`;

/**
 * Minutes that count for each chosen plan before an instant, by the rule of `domain/hours/counting.ts`: rows net of
 * their correction, never below 0; a lesson counts when it belongs to the plan and of several readings the best one,
 * whatever has no lesson always does.
 */
function minutesBefore(until: SQL): SQL {
  return sql`(
    select by_lesson.assignment_id, sum(by_lesson.minutes)::int as minutes
    from (
      select h.assignment_id, case when h.mode = 'online' and h.lesson_id is not null then max(net.minutes) else sum(net.minutes) end as minutes
      from ${ROWS_IN_SCOPE} h
      left join hours_ledger k on k.reverses_id = h.id and k.created_at < ${until}
      cross join lateral (select greatest(0, h.minutes + coalesce(k.minutes, 0)) as minutes) net
      left join ${POLICY_LESSONS} pl on pl.policy_version_id = h.policy_version_id and pl.lesson_id = h.lesson_id
      where h.created_at < ${until} and (h.lesson_id is null or pl.lesson_id is not null)
      group by h.assignment_id, h.mode, h.lesson_id) by_lesson
    group by by_lesson.assignment_id)`;
}

/** The attempts each chosen plan looks at: at the exam of its year, or at any of its kind since its event. */
const ATTEMPTS_IN_SCOPE: SQL = sql`(
  select pa.id as assignment_id, a.id as attempt_id
  from chosen pa
  join exams x on x.plan_kind = pa.plan_kind and x.training_year = pa.training_year
  join attempts a on a.exam_id = x.id and a.person_id = pa.person_id
  where pa.counts_from is null and a.state <> 'void'
  union all
  select pa.id, a.id
  from chosen pa
  join exams x on x.plan_kind = pa.plan_kind
  join attempts a on a.exam_id = x.id and a.person_id = pa.person_id and a.started_at >= pa.counts_from
  where pa.counts_from is not null and a.state <> 'void')`;

/** Whether any attempt had been passed before an instant, by the latest grade of each attempt at that instant. */
function examsBefore(until: SQL): SQL {
  return sql`(
    select a.assignment_id, bool_or(g.passed) as passed
    from ${ATTEMPTS_IN_SCOPE} a
    join grades g on g.attempt_id = a.attempt_id
    where g.graded_at < ${until}
      and not exists (select 1 from grades later
        where later.attempt_id = g.attempt_id and later.grade_no > g.grade_no and later.graded_at < ${until})
    group by a.assignment_id)`;
}

/** The plans that are 免训 by an approval before an instant and have not ended besides; a few rows of many. */
export function exemptedBefore(until: SQL): SQL {
  return sql`(
    select pe.assignment_id from plan_exemptions pe join plan_assignments xa on xa.id = pe.assignment_id
    where pe.kind = 'exemption' and pe.decision = 'approved' and pe.decided_at < ${until}
      and (xa.ended_at is null or xa.ended_at >= ${until}))`;
}

/** The last day on time of plans that were extended only after an instant, as it was until then. */
function dueDatesKept(until: SQL): SQL {
  return sql`(
    select distinct on (pe.assignment_id) pe.assignment_id, pe.old_due_on
    from plan_exemptions pe
    where pe.kind = 'extension' and pe.decision = 'approved' and pe.decided_at >= ${until}
    order by pe.assignment_id, pe.decided_at)`;
}

/** Owed no more before an instant although unfinished: 免训 by approval, or ended (see `plan_assignments.ended_at`). */
function isExcusedBefore(until: SQL): SQL {
  return sql`(pc.assignment_id is null and (coalesce(pa.ended_at < ${until}, false) or exists (
    select from plan_exemptions pe where pe.assignment_id = pa.id and pe.kind = 'exemption'
      and pe.decision = 'approved' and pe.decided_at < ${until})))`;
}

/**
 * Certificates in force before an instant, without those that a later one of the same plan has followed. The grouping
 * tells the planner that there is one row a plan, so that it leaves the whole part out where nobody asks for it.
 */
function certificatesBefore(until: SQL): SQL {
  const inForce = (c: SQL) => sql`${c}.issued_at < ${until}
    and not exists (select 1 from certificate_events ce where ce.certificate_id = ${c}.id and ce.at < ${until})`;
  return sql`(
    select c.assignment_id, max(c.valid_until) as valid_until
    from chosen pa join certificates c on c.assignment_id = pa.id
    where ${inForce(sql`c`)} and not exists (
      select 1 from certificates n join plan_assignments np on np.id = n.assignment_id
      where n.person_id = c.person_id and np.plan_kind = pa.plan_kind and n.valid_until > c.valid_until and ${inForce(sql`n`)})
    group by c.assignment_id)`;
}

/**
 * Where every plan assignment stood at the end of a calendar date, derived from the records alone: the organisation, the
 * ledger, exams, completions and certificates as they were then. `only` narrows it by columns of `pa`, the assignment.
 * One row an assignment; `unit_id` is null for people who belonged to no unit that day.
 */
export function progressFromRecords(day: SQL, only: SQL): SQL {
  const until = endOfDay(day);
  return sql`(
    with chosen as materialized (
      select pa.id, pa.person_id, pa.plan_kind, pa.training_year, pa.policy_version_id, pa.required_minutes, pa.due_on,
        pa.assigned_at, pa.counts_from, pa.ended_at
      from plan_assignments pa where pa.assigned_at < ${until} and ${only})
    select pa.id as assignment_id, pa.person_id, pa.plan_kind, pa.training_year, w.unit_id, w.category,
      pa.required_minutes, coalesce((pv.spec->>'minutesPerHour')::int, 45)::smallint as minutes_per_hour,
      coalesce(h.minutes, 0) as counted_minutes,
      case when e.passed then 'passed' when not e.passed then 'failed'
        when pv.spec->>'blueprintId' is null then 'none' else 'pending' end as exam_state,
      (pa.assigned_at at time zone ${ORG_ZONE})::date as assigned_on,
      (pc.completed_at at time zone ${ORG_ZONE})::date as completed_on, coalesce(kept.old_due_on, pa.due_on) as due_on,
      ${isExcusedBefore(until)} as is_exempt,
      c.valid_until as certificate_until,
      least(w.valid_to, case when p.left_on > ${day} then p.left_on end,
        case when w.person_id is null then (select min(f.valid_from) from person_assignments f
          where f.person_id = pa.person_id and f.valid_from > ${day} and (p.left_on is null or p.left_on > f.valid_from)) end) as holds_to
    from chosen pa
    join policy_versions pv on pv.id = pa.policy_version_id
    join people p on p.id = pa.person_id
    left join ${placesOn(day)} w on w.person_id = pa.person_id
    left join ${minutesBefore(until)} h on h.assignment_id = pa.id
    left join ${examsBefore(until)} e on e.assignment_id = pa.id
    left join plan_completions pc on pc.assignment_id = pa.id and pc.completed_at < ${until}
    left join ${dueDatesKept(until)} kept on kept.assignment_id = pa.id
    left join ${certificatesBefore(until)} c on c.assignment_id = pa.id)`;
}

/** The same for today, from the stored table; cheap at any number of records. */
export const PROGRESS_TODAY: SQL = sql`plan_progress`;

/** People of the organisation on a day who owe no plan of a training year, in the same columns. */
export function peopleWithoutPlan(day: SQL, year: number): SQL {
  return sql`(
    select null::uuid as assignment_id, w.person_id, null::text as plan_kind, ${year}::int as training_year,
      w.unit_id, w.category, 0 as required_minutes, 45::smallint as minutes_per_hour, 0 as counted_minutes,
      'none' as exam_state, null::date as assigned_on, null::date as completed_on, null::date as due_on,
      false as is_exempt, null::date as certificate_until, w.valid_to as holds_to
    from ${placesOn(day)} w
    where not exists (select 1 from plan_assignments pa where pa.person_id = w.person_id
      and pa.training_year = ${year}::int and pa.assigned_at < ${endOfDay(day)}))`;
}
