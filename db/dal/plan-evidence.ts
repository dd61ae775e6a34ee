import { sql } from 'drizzle-orm';
import type { Evidence, EvidenceAttempt, EvidenceExam, EvidenceRow } from '../../domain/hours/plan-evidence.ts';
import type { PlanKind } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { attempts, blueprintVersions, exams, grades } from '../schema/assessment.ts';
import { hoursLedger } from '../schema/learning.ts';

/** What the plans in question look at: their training years, and everything since the earliest of their events. */
export type EvidenceScope = {
  readonly years: readonly number[];
  /** Null when none of the plans belongs to an event. */
  readonly since: Date | null;
  /** Exams of other kinds are left out. */
  readonly kinds: readonly PlanKind[];
};

/** Everything there is. */
export const WHOLE_RECORD = 'whole-record';

type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };
type EvidenceJson = {
  nowMs: number;
  rows: Json<EvidenceRow>[];
  exams: Json<EvidenceExam>[];
  attempts: Json<EvidenceAttempt>[];
};

function conditions(scope: EvidenceScope | typeof WHOLE_RECORD) {
  if (scope === WHOLE_RECORD) return { ofRow: sql`true`, ofExam: sql`true` };
  // Arrays as literals: drizzle would write a list of parameters.
  const years = sql`${`{${scope.years.join(',')}}`}::int[]`;
  const kinds = sql`${`{${scope.kinds.join(',')}}`}::text[]`;
  const since = sql`coalesce(${scope.since?.toISOString() ?? null}::timestamptz, 'infinity')`;
  return {
    ofRow: sql`(coalesce(o.training_year, l.training_year) = any(${years}) or coalesce(o.occurred_to, l.occurred_to) >= ${since})`,
    ofExam: sql`(e.plan_kind = any(${kinds}) and (e.training_year = any(${years}) or e.closes_at > ${since}))`,
  };
}

/**
 * All that the standing of a person in some plans is computed from, in one statement and so at one instant: the ledger
 * oldest first, each correction with the row it names; the exams with the rules in force for them; the attempts with the
 * latest grade of each. Bypasses the principal: callers have checked scope.
 */
export async function unsafeEvidence(
  db: Db | Tx,
  personId: string,
  scope: EvidenceScope | typeof WHOLE_RECORD,
): Promise<Evidence & { readonly now: Date }> {
  const { ofRow, ofExam } = conditions(scope);
  const [row] = await db.execute<EvidenceJson>(sql`
    select (extract(epoch from app_now()) * 1000)::float8 as "nowMs",
      (select coalesce(json_agg(json_build_object('id', l.id, 'minutes', l.minutes, 'mode', l.mode, 'lessonId', l.lesson_id,
          'title', l.title, 'topics', l.topics, 'isUnitOrganised', l.is_unit_organised, 'trainingYear', l.training_year,
          'occurredTo', l.occurred_to, 'reversesId', l.reverses_id) order by l.occurred_to, l.id), '[]')
        from ${hoursLedger} l left join ${hoursLedger} o on o.id = l.reverses_id
        where l.person_id = ${personId}::uuid and ${ofRow}) as rows,
      (select coalesce(json_agg(json_build_object('examId', e.id, 'planKind', e.plan_kind, 'trainingYear', e.training_year,
          'title', e.title, 'passMark', (b.spec || e.rules) -> 'passMark', 'attemptsMax', (b.spec || e.rules) -> 'attemptsMax',
          'opensAt', e.opens_at, 'closesAt', e.closes_at) order by e.opens_at), '[]')
        from ${exams} e
        join ${blueprintVersions} b on b.blueprint_id = e.blueprint_id and b.version = e.blueprint_version
        where ${ofExam}) as exams,
      (select coalesce(json_agg(json_build_object('attemptId', a.id, 'examId', a.exam_id, 'attemptNo', a.attempt_no,
          'state', a.state, 'startedAt', a.started_at, 'closedAt', a.closed_at, 'score', g.score, 'passed', g.passed)
          order by a.started_at, a.attempt_no), '[]')
        from ${attempts} a join ${exams} e on e.id = a.exam_id
        left join lateral (select score, passed from ${grades} where attempt_id = a.id order by grade_no desc limit 1) g on true
        where a.person_id = ${personId}::uuid and ${ofExam}) as attempts`);
  if (!row) throw new Error('the evidence of a person always gives one row');
  return {
    now: new Date(Math.floor(row.nowMs)),
    rows: row.rows.map((one) => ({ ...one, occurredTo: new Date(one.occurredTo) })),
    exams: row.exams.map((one) => ({ ...one, opensAt: new Date(one.opensAt), closesAt: new Date(one.closesAt) })),
    attempts: row.attempts.map((one) => ({
      ...one,
      startedAt: new Date(one.startedAt),
      closedAt: one.closedAt ? new Date(one.closedAt) : null,
    })),
  };
}
