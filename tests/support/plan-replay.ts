import { randomUUID } from 'node:crypto';
import { transaction } from '#db/client.ts';
import { recordOnlineLesson } from '#db/dal/hours.ts';
import type { Learner } from '#db/dal/learning.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import type { Category, LifeState, PersonFlag } from '#domain/people/types.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { intBelow, type Rng } from '#domain/shared/rng.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { assignEventPlan, endEventPlans } from '#server/operations/plans/assign-event.ts';
import { assignYearPlans } from '#server/operations/plans/year-plans.ts';
import { principalWith } from './people-builder.ts';
import type { TestDatabase } from './test-database.ts';

const ZONE = 'Asia/Shanghai';

/** What happens to people, each through the product's own operations, at the instant the clock stands at. */
export type Replay = ReturnType<typeof planReplay>;

export function planReplay(world: TestDatabase, rng: Rng) {
  const { owner } = world;
  const pick = <T>(list: readonly T[]): T => list[intBelow(rng, list.length)] as T;
  const learner = (personId: string): Learner => ({ ...principalWith([]), personId });

  async function today(): Promise<{ now: Date; day: string; year: number }> {
    const now = await world.now();
    const [row] = await owner<{ day: string }[]>`select (app_now() at time zone ${ZONE})::date::text as day`;
    return { now, day: row?.day ?? '', year: trainingYear(ZONE, now) };
  }

  async function join(unit: string, name: string): Promise<string> {
    const { day } = await today();
    const id = randomUUID();
    await owner`insert into people (id, employee_no, name, name_pinyin, joined_on) values (${id}, ${name}, ${name}, 'x', ${day})`;
    await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      values (${id}, ${unit}, 'none', 'ordinary', 'staff', ${day})`;
    await transaction((tx) => assignYearPlans(tx, id));
    return id;
  }

  /** A new place from today on; the plans of the year follow. */
  async function become(
    personId: string,
    change: { unit?: string; category?: Category; lifeState?: LifeState; flags?: PersonFlag[] },
  ): Promise<void> {
    const { day } = await today();
    const [old] = await owner<
      { unit: string; category: Category; life: LifeState; flags: PersonFlag[]; same: boolean }[]
    >`
      select unit_id as unit, category, life_state as life, flags, valid_from = ${day}::date as same
      from person_assignments where person_id = ${personId} and valid_to is null`;
    if (!old || old.same) return;
    await owner`update person_assignments set valid_to = ${day} where person_id = ${personId} and valid_to is null`;
    await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from, flags)
      values (${personId}, ${change.unit ?? old.unit}, ${change.category ?? old.category}, ${change.lifeState ?? old.life}, 'staff', ${day}, ${change.flags ?? old.flags})`;
    await transaction(async (tx) => {
      await assignYearPlans(tx, personId);
      await refreshPlanProgressOfPerson(tx, personId);
    });
  }

  async function leave(personId: string): Promise<void> {
    const { day } = await today();
    await owner`update people set left_on = ${day} where id = ${personId} and left_on is null`;
    await transaction((tx) => refreshPlanProgressOfPerson(tx, personId));
  }

  /** A lesson is read to the end, unless it is complete in its present round. */
  async function read(personId: string, lessonId: string): Promise<void> {
    const { now, year } = await today();
    const [progress] = await owner<
      { round: number; version: number; minutes: number; title: string; topics: string[] }[]
    >`
      insert into lesson_progress (person_id, lesson_id, training_year, lesson_version, completed_at)
      select ${personId}, lesson_id, ${year}, version, app_now() from lesson_versions where lesson_id = ${lessonId} and is_current
      on conflict (person_id, lesson_id, training_year) do update set completed_at = app_now()
      where lesson_progress.completed_at is null
      returning round, lesson_version as version, (select planned_minutes from lesson_versions v where v.lesson_id = lesson_progress.lesson_id and v.is_current) as minutes,
        (select title from lesson_versions v where v.lesson_id = lesson_progress.lesson_id and v.is_current) as title,
        (select topics from lesson_versions v where v.lesson_id = lesson_progress.lesson_id and v.is_current) as topics`;
    if (!progress) return;
    const { version: lessonVersion, ...lesson } = progress;
    await transaction(async (tx) => {
      const span = { occurredFrom: now, occurredTo: now, trainingYear: year };
      await recordOnlineLesson(tx, learner(personId), { ...lesson, ...span, lessonId, lessonVersion, evidence: {} });
      await settlePlans(tx, personId, year);
    });
  }

  /** A sign-in list is entered some days after the meeting, which may lie in the year before. */
  async function meet(people: readonly string[], daysAgo: number, minutes: number, topics: string[]): Promise<void> {
    const isOwn = rng() < 0.6;
    for (const personId of people) {
      const [row] = await owner<{ year: number }[]>`
        insert into hours_ledger (person_id, training_year, minutes, mode, title, topics, is_unit_organised, occurred_from, occurred_to)
        select ${personId}, extract(year from day at time zone ${ZONE})::int, ${minutes}, 'session', '集中培训', ${topics}, ${isOwn}, day, day
        from (select app_now() - make_interval(days => ${daysAgo}) as day) d returning training_year as year`;
      await transaction((tx) => settlePlans(tx, personId, row?.year ?? 0));
    }
  }

  /** A row of any year is taken back, in whole or in part. */
  async function correct(personId: string): Promise<void> {
    const rows = await owner<{ id: string; minutes: number; year: number }[]>`
      select id, minutes, training_year as year from hours_ledger h where person_id = ${personId} and mode <> 'correction'
        and not exists (select from hours_ledger k where k.reverses_id = h.id) order by occurred_to, title`;
    if (rows.length === 0) return;
    const row = pick(rows);
    const back = rng() < 0.5 ? row.minutes : 1 + intBelow(rng, row.minutes);
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to, reverses_id)
      values (${personId}, ${row.year}, ${-back}, 'correction', '更正', app_now(), app_now(), ${row.id})`;
    await transaction((tx) => settlePlans(tx, personId, row.year));
  }

  /** An exam of some kind of the present year is sat; whoever owes no plan of the kind does not count. */
  async function sit(personId: string, kind: PlanKind, isPassed: boolean): Promise<void> {
    const { year } = await today();
    const [attempt] = await owner<{ id: string }[]>`
      insert into attempts (exam_id, person_id, attempt_no, state, seed, bank_hash, started_at, deadline_at, holder_session_id, closed_at, closed_by)
      select e.id, ${personId}, 1 + (select count(*) from attempts a where a.exam_id = e.id and a.person_id = ${personId}),
        ${rng() < 0.1 ? 'void' : 'graded'}, '', '', app_now(), app_now(), gen_random_uuid(), app_now(), 'candidate'
      from exams e where e.plan_kind = ${kind} and e.training_year = ${year} returning id`;
    if (!attempt) return;
    await grade(personId, attempt.id, year, isPassed);
  }

  async function grade(personId: string, attemptId: string, year: number, isPassed: boolean): Promise<void> {
    await owner`insert into grades (attempt_id, grade_no, score, max_score, passed, detail)
      select ${attemptId}, 1 + count(*), ${isPassed ? 95 : 40}, 100, ${isPassed}, '{"positions":[],"modules":{}}' from grades where attempt_id = ${attemptId}`;
    await transaction((tx) => settlePlans(tx, personId, year));
  }

  /** A corrected key turns one result round. */
  async function regrade(personId: string): Promise<void> {
    const rows = await owner<{ id: string; year: number; passed: boolean }[]>`
      select a.id, e.training_year as year, g.passed from attempts a join exams e on e.id = a.exam_id
      join grades g on g.attempt_id = a.id and g.grade_no = 1
      where a.person_id = ${personId} and a.state <> 'void' order by a.started_at`;
    if (rows.length === 0) return;
    const row = pick(rows);
    await grade(personId, row.id, row.year, !row.passed);
  }

  const cases = new Map<string, string>();

  async function startEvent(personId: string, planKind: PlanKind): Promise<void> {
    const caseId = rng() < 0.2 ? (cases.get(personId) ?? randomUUID()) : randomUUID();
    cases.set(personId, caseId);
    const event = { personId, planKind, caseId, reason: '事项', assignedBy: null };
    const assigned = await transaction((tx) => assignEventPlan(tx, event));
    if (!assigned.ok) throw new Error(assigned.error.code);
  }

  async function endEvent(personId: string): Promise<void> {
    const caseId = cases.get(personId);
    if (caseId) await transaction((tx) => endEventPlans(tx, caseId, '已撤回'));
  }

  return { join, become, leave, read, meet, correct, sit, regrade, startEvent, endEvent, pick };
}
