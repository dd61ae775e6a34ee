import type { Sql } from 'postgres';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';

/**
 * Completion worked out a second time, in the plainest way and from evidence alone: no code of the product, no stored
 * state. Everything is looked at as it stood at an instant.
 */
type Row = {
  id: string;
  mode: string;
  minutes: number;
  lesson: string | null;
  topics: string[];
  own: boolean;
  year: number;
  occurred: number;
  created: number;
  reverses: string | null;
};
type Grade = {
  kind: string;
  year: number;
  attempt: string;
  started: number;
  graded: number;
  no: number;
  passed: boolean;
};
type Assignment = {
  id: string;
  kind: string;
  year: number;
  countsFrom: number | null;
  assigned: number;
  policy: PlanPolicy;
  /** Spans in which the plan is owed. */
  owed: [number, number][];
};

export type Verdict = {
  readonly assignmentId: string;
  readonly completedMs: number | null;
  readonly minutes: number;
  readonly exam: 'none' | 'pending' | 'failed' | 'passed';
  readonly isExempt: boolean;
};

type PersonRecord = { readonly rows: readonly Row[]; readonly grades: readonly Grade[] };

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

function looksAt(plan: Assignment, row: { year: number; occurred: number }): boolean {
  return plan.countsFrom === null ? row.year === plan.year : row.occurred >= plan.countsFrom;
}

/** Minutes that count, each with its row; a lesson once. */
function netOf(row: Row, rows: readonly Row[], at: number): number {
  let net = row.minutes;
  for (const other of rows) if (other.reverses === row.id && other.created <= at) net += other.minutes;
  return net;
}

function counting(plan: Assignment, { rows }: PersonRecord, at: number): { row: Row; net: number }[] {
  const offered = new Set([...plan.policy.requiredLessons, ...plan.policy.electiveLessons]);
  const best = new Map<string, { row: Row; net: number }>();
  for (const row of rows) {
    if (row.mode === 'correction' || row.created > at || !looksAt(plan, row)) continue;
    if (row.lesson !== null && !offered.has(row.lesson)) continue;
    const net = netOf(row, rows, at);
    const key = row.mode === 'online' && row.lesson !== null ? row.lesson : row.id;
    if (net > (best.get(key)?.net ?? 0)) best.set(key, { row, net });
  }
  return [...best.values()];
}

function examAt(plan: Assignment, { grades }: PersonRecord, at: number): Verdict['exam'] {
  const latest = new Map<string, Grade>();
  for (const grade of grades) {
    const isOfPlan = plan.countsFrom === null ? grade.year === plan.year : grade.started >= plan.countsFrom;
    if (grade.kind !== plan.kind || !isOfPlan || grade.graded > at) continue;
    if ((latest.get(grade.attempt)?.no ?? 0) < grade.no) latest.set(grade.attempt, grade);
  }
  if ([...latest.values()].some((grade) => grade.passed)) return 'passed';
  if (latest.size > 0) return 'failed';
  return plan.policy.blueprintId === null ? 'none' : 'pending';
}

type Counted = { row: Row; net: number }[];
const sum = (list: Counted) => list.reduce((total, { net }) => total + net, 0);

function topicMinutes(counted: Counted, topic: string): number {
  let minutes = 0;
  for (const { row, net } of counted) {
    const place = row.topics.indexOf(topic);
    if (place < 0) continue;
    const each = Math.floor(net / row.topics.length);
    minutes += each + (place < net - each * row.topics.length ? 1 : 0);
  }
  return minutes;
}

function hasHours({ policy }: Assignment, counted: Counted): boolean {
  const share = Math.ceil((policy.requiredMinutes * (policy.unitOrganisedPercent ?? 0)) / 100);
  const topics = Object.entries(policy.topicMinutes ?? {});
  return (
    sum(counted) >= policy.requiredMinutes &&
    sum(counted.filter(({ row }) => row.own)) >= share &&
    topics.every(([topic, least]) => topicMinutes(counted, topic) >= (least ?? 0))
  );
}

function isComplete(plan: Assignment, record: PersonRecord, at: number): boolean {
  const { policy } = plan;
  const counted = counting(plan, record, at);
  const online = counted.filter(({ row }) => row.mode === 'online');
  const read = new Set(online.map(({ row }) => row.lesson));
  if (!hasHours(plan, counted) || !policy.requiredLessons.every((lesson) => read.has(lesson))) return false;
  return policy.blueprintId === null || examAt(plan, record, at) === 'passed';
}

/** Instants at which something changed that a plan could look at, in order. */
function instants(plan: Assignment, record: PersonRecord): number[] {
  const all = [
    ...plan.owed.map(([from]) => from),
    ...record.rows.map((row) => row.created),
    ...record.grades.map((grade) => grade.graded),
  ];
  return all.filter((at) => at >= plan.assigned).sort((a, b) => a - b);
}

function verdict(plan: Assignment, record: PersonRecord, now: number): Verdict {
  const isOwed = (at: number) => plan.owed.some(([from, to]) => at >= from && at < to);
  const done = instants(plan, record).find((at) => isOwed(at) && isComplete(plan, record, at)) ?? null;
  return {
    assignmentId: plan.id,
    completedMs: done,
    minutes: counting(plan, record, now).reduce((total, { net }) => total + net, 0),
    exam: examAt(plan, record, now),
    isExempt: done === null && !isOwed(now),
  };
}

async function recordOf(owner: Sql, personId: string): Promise<PersonRecord> {
  const rows = await owner<Row[]>`
    select id, mode, minutes, lesson_id as lesson, topics, is_unit_organised as own, training_year as year,
      ${owner.unsafe(ms('occurred_to'))} as occurred, ${owner.unsafe(ms('created_at'))} as created, reverses_id as reverses
    from hours_ledger where person_id = ${personId} order by occurred_to, id`;
  const grades = await owner<Grade[]>`
    select e.plan_kind as kind, e.training_year as year, a.id as attempt, ${owner.unsafe(ms('a.started_at'))} as started,
      ${owner.unsafe(ms('g.graded_at'))} as graded, g.grade_no as no, g.passed
    from grades g join attempts a on a.id = g.attempt_id join exams e on e.id = a.exam_id
    where a.person_id = ${personId} and a.state <> 'void'`;
  return { rows, grades };
}

type Change = { action: string; kind: string; year: number; at: number };

async function assignmentsOf(owner: Sql, personId: string): Promise<Assignment[]> {
  const plans = await owner<(Omit<Assignment, 'owed'> & { caseId: string | null; ended: number | null })[]>`
    select pa.id, pa.plan_kind as kind, pa.training_year as year, pa.case_id as "caseId", v.spec as policy,
      ${owner.unsafe(ms('pa.counts_from'))} as "countsFrom", ${owner.unsafe(ms('pa.assigned_at'))} as assigned,
      ${owner.unsafe(ms('pa.ended_at'))} as ended
    from plan_assignments pa join policy_versions v on v.id = pa.policy_version_id where pa.person_id = ${personId}`;
  // When a plan of the year ended and came back stands in the audit trail.
  const changes = await owner<Change[]>`
    select action, detail ->> 'planKind' as kind, (detail ->> 'trainingYear')::int as year, ${owner.unsafe(ms('at'))} as at
    from audit_events where subject_id = ${personId} and action in ('plan.end', 'plan.resume') order by seq_no`;
  return plans.map(({ caseId, ended, ...plan }) => {
    const own = changes.filter((change) => change.kind === plan.kind && change.year === plan.year);
    const stops = caseId === null ? own : ended === null ? [] : [{ action: 'plan.end', at: ended }];
    return { ...plan, owed: spans(plan.assigned, stops) };
  });
}

/** Spans between a beginning and what ended and resumed after it. */
function spans(from: number, stops: readonly Pick<Change, 'action' | 'at'>[]): [number, number][] {
  const all: [number, number][] = [];
  let since: number | null = from;
  for (const { action, at } of stops) {
    if (action === 'plan.end' && since !== null) all.push([since, at]);
    since = action === 'plan.end' ? null : at;
  }
  return since === null ? all : [...all, [since, Number.POSITIVE_INFINITY]];
}

/** What every plan of a person should have come to by an instant. */
export async function verdictsOf(owner: Sql, personId: string, now: Date): Promise<Verdict[]> {
  const record = await recordOf(owner, personId);
  return (await assignmentsOf(owner, personId)).map((plan) => verdict(plan, record, now.getTime()));
}
