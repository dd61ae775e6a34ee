import { type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import type { GradeDetail } from '../../domain/assessment/grade-detail.ts';
import type { ItemBody, ItemKey } from '../../domain/assessment/item.ts';
import type { Response } from '../../domain/assessment/response.ts';
import { fail, ok, type Result } from '../../domain/shared/result.ts';
import type { Db, Tx } from '../client.ts';

/** The question bank and what candidates made of it are the 保密办's alone; for anybody else every list is empty. */
const mayRead = (principal: Principal) => (hasRole(principal, 'office') ? sql`true` : sql`false`);

/** Latest grade of each attempt; regrades have higher numbers. */
const LATEST = sql`not exists (select 1 from grades later where later.attempt_id = g.attempt_id and later.grade_no > g.grade_no)`;

export type BankCell = {
  readonly lessonId: string;
  readonly module: string;
  readonly pool: 'exam' | 'practice' | 'check';
  readonly type: string;
  readonly difficulty: number;
  readonly status: string;
  readonly items: number;
};

/** How many questions of each kind the bank holds, current versions only. */
export async function countBank(db: Db | Tx, principal: Principal): Promise<BankCell[]> {
  return db.execute<BankCell>(sql`
    select lesson_id as "lessonId", module, pool, type, difficulty, status, count(*)::int as items
    from item_versions where is_current and ${mayRead(principal)} group by 1, 2, 3, 4, 5, 6`);
}

export type BlueprintRow = { readonly blueprintId: string; readonly spec: Blueprint };

/** The blueprints from which papers are drawn now. */
export async function listBlueprints(db: Db | Tx, principal: Principal): Promise<BlueprintRow[]> {
  return db.execute<BlueprintRow>(sql`
    select blueprint_id as "blueprintId", spec from blueprint_versions
    where is_current and ${mayRead(principal)} order by blueprint_id`);
}

export type ExamOverview = {
  readonly examId: string;
  readonly title: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly passMark: number;
  /** People who owe the plan of the exam. */
  readonly assigned: number;
  readonly open: number;
  readonly graded: number;
  readonly passed: number;
  /** People with at least one passed attempt. */
  readonly peoplePassed: number;
  readonly meanScore: number | null;
  /** Graded attempts by ten points: 0–9, …, 90–100. */
  readonly histogram: readonly number[];
};

const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The exams of a training year with their attempts; scores as a share of 100. */
export async function listExamOverviews(db: Db | Tx, principal: Principal, year: number): Promise<ExamOverview[]> {
  return db.execute<ExamOverview>(sql`
    with scored as (
      select a.exam_id, a.person_id, g.passed, g.score * 100 / nullif(g.max_score, 0) as score
      from attempts a join grades g on g.attempt_id = a.id and ${LATEST} join exams x on x.id = a.exam_id
      where a.state = 'graded' and x.training_year = ${year}::int)
    select e.id as "examId", e.title, ${utc(sql`e.opens_at`)} as "opensAt", ${utc(sql`e.closes_at`)} as "closesAt",
      ((b.spec || e.rules) ->> 'passMark')::float8 as "passMark",
      (select count(*)::int from plan_assignments p where p.plan_kind = e.plan_kind and p.training_year = e.training_year
        and p.ended_at is null) as assigned,
      (select count(*)::int from attempts a where a.exam_id = e.id and a.state = 'open') as open,
      (select count(*)::int from scored s where s.exam_id = e.id) as graded,
      (select count(*)::int from scored s where s.exam_id = e.id and s.passed) as passed,
      (select count(distinct s.person_id)::int from scored s where s.exam_id = e.id and s.passed) as "peoplePassed",
      (select avg(s.score)::float8 from scored s where s.exam_id = e.id) as "meanScore",
      array(select (select count(*)::int from scored s where s.exam_id = e.id
        and least(9, floor(s.score / 10)) = band) from generate_series(0, 9) band order by band) as histogram
    from exams e join blueprint_versions b on b.blueprint_id = e.blueprint_id and b.version = e.blueprint_version
    where e.training_year = ${year}::int and ${mayRead(principal)} order by e.plan_kind`);
}

export type MonthResults = { readonly graded: number; readonly passed: number; readonly open: number };

/** Attempts graded in the running calendar month of a zone, and those open now. */
export async function readMonthResults(db: Db | Tx, principal: Principal, zone: string): Promise<MonthResults> {
  const rows = await db.execute<MonthResults>(sql`
    select (count(*) filter (where a.state = 'graded'))::int as graded,
      (count(*) filter (where a.state = 'graded' and g.passed))::int as passed,
      (count(*) filter (where a.state = 'open'))::int as open
    from attempts a left join grades g on g.attempt_id = a.id and ${LATEST}
    where (a.state = 'open' or a.closed_at >= date_trunc('month', app_now() at time zone ${zone}) at time zone ${zone})
      and ${mayRead(principal)}`);
  return rows[0] ?? { graded: 0, passed: 0, open: 0 };
}

export type MarkedPaper = {
  readonly examId: string;
  readonly score: number;
  readonly positions: GradeDetail['positions'];
};

/** The latest graded papers of a year by position, newest first, at most `limit`; what item statistics are made of. */
export async function listMarkedPapers(
  db: Db | Tx,
  principal: Principal,
  year: number,
  limit: number,
): Promise<MarkedPaper[]> {
  return db.execute<MarkedPaper>(sql`
    select a.exam_id as "examId", g.score::float8 as score, g.detail -> 'positions' as positions
    from attempts a join exams e on e.id = a.exam_id join grades g on g.attempt_id = a.id and ${LATEST}
    where a.state = 'graded' and e.training_year = ${year}::int and ${mayRead(principal)}
    order by a.closed_at desc, a.id limit ${limit}`);
}

export type BankRow = {
  readonly itemId: string;
  readonly version: number;
  readonly pool: 'exam' | 'practice' | 'check';
  readonly type: string;
  readonly lessonId: string;
  readonly module: string;
  readonly difficulty: number;
  readonly status: string;
  /** Beginning of the stem. */
  readonly stem: string;
  /** How often any version stood in a paper. */
  readonly exposure: number;
};

/** Every current question without its key. */
export async function listBank(db: Db | Tx, principal: Principal): Promise<BankRow[]> {
  return db.execute<BankRow>(sql`
    select i.item_id as "itemId", i.version, i.pool, i.type, i.lesson_id as "lessonId", i.module, i.difficulty, i.status,
      left(i.body ->> 'stem', 90) as stem, coalesce(x.times, 0) as exposure
    from item_versions i
    left join (select item_id, count(*)::int as times from attempt_items group by item_id) x on x.item_id = i.item_id
    where i.is_current and ${mayRead(principal)} order by i.item_id`);
}

export type ItemWithKey = {
  readonly itemId: string;
  readonly version: number;
  readonly pool: 'exam' | 'practice' | 'check';
  readonly lessonId: string;
  readonly difficulty: number;
  readonly difficultyReason: string;
  readonly status: string;
  readonly laws: readonly string[];
  readonly body: ItemBody;
  readonly key: ItemKey;
};

/** A current question with its key. @returns NOT_FOUND for whoever is not of the 保密办. */
export async function getItemWithKey(db: Db | Tx, principal: Principal, itemId: string): Promise<Result<ItemWithKey>> {
  const rows = await db.execute<ItemWithKey>(sql`
    select i.item_id as "itemId", i.version, i.pool, i.lesson_id as "lessonId", i.difficulty,
      i.difficulty_reason as "difficultyReason", i.status, i.laws, i.body, k.key
    from item_versions i join item_keys k on k.item_id = i.item_id and k.version = i.version
    where i.is_current and i.item_id = ${itemId} and ${mayRead(principal)}`);
  const row = rows[0];
  return row ? ok(row) : fail('NOT_FOUND');
}

export type AnswerRow = {
  readonly response: Response | null;
  readonly points: number;
  readonly max: number;
  readonly total: number;
};

/** What candidates answered to one version of a question, with their marks; without names, newest first. */
export async function listAnswers(
  db: Db | Tx,
  principal: Principal,
  item: { readonly itemId: string; readonly version: number },
  limit: number,
): Promise<AnswerRow[]> {
  return db.execute<AnswerRow>(sql`
    select s.response, (m ->> 'points')::float8 as points, i.points::float8 as max, g.score::float8 as total
    from attempt_items i
    join attempts a on a.id = i.attempt_id and a.state = 'graded'
    join grades g on g.attempt_id = a.id and ${LATEST}
    cross join lateral jsonb_array_elements(g.detail -> 'positions') m
    left join attempt_answers s on s.attempt_id = i.attempt_id and s.position = i.position
    where i.item_id = ${item.itemId} and i.item_version = ${item.version}::int and (m ->> 'position')::int = i.position
      and ${mayRead(principal)}
    order by a.closed_at desc limit ${limit}`);
}
