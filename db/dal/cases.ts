import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { CaseRecord, RecordedStep } from '../../domain/certification/case/facts.ts';
import type { CaseActor, CaseKind, PostLevel } from '../../domain/certification/case/kinds.ts';
import type { Db, Tx } from '../client.ts';
import { cases, caseTransitions } from '../schema/cases.ts';
import { unitVisibleTo } from './scopes.ts';

export type CaseRow = {
  readonly id: string;
  readonly no: string;
  readonly kind: CaseKind;
  readonly personId: string | null;
  readonly postId: string | null;
  readonly level: PostLevel | null;
  readonly unitId: string;
  readonly version: number;
  readonly state: string;
  /** Who is awaited. */
  readonly turn: readonly CaseActor[];
  readonly openedAt: Date;
  readonly closedAt: Date | null;
};

const caseColumns = {
  id: cases.id,
  no: cases.no,
  kind: cases.kind,
  personId: cases.personId,
  postId: cases.postId,
  level: cases.level,
  unitId: cases.unitId,
  version: cases.version,
  state: cases.state,
  turn: sql<CaseActor[]>`${cases.turn}`,
  openedAt: cases.openedAt,
  closedAt: cases.closedAt,
};

/**
 * Whose cases a principal may see: everybody the own, a 部门保密员 those of the own subtree, 人事部门, 保密办 and
 * 单位领导 all. A violation is shown to nobody it is about, whatever office they hold.
 */
export function caseVisibleTo(principal: Principal): SQL {
  const inOffice = unitVisibleTo(principal, cases.unitId);
  if (!principal.personId) return inOffice;
  const me = sql`${principal.personId}::uuid`;
  return sql`((${cases.personId} = ${me} and ${cases.kind} <> 'violation')
    or (${inOffice} and ${cases.personId} is distinct from ${me}))`;
}

/** One case in the principal's sight, or null. */
export async function findCase(db: Db | Tx, principal: Principal, caseId: string): Promise<CaseRow | null> {
  const [row] = await db
    .select(caseColumns)
    .from(cases)
    .where(and(eq(cases.id, caseId), caseVisibleTo(principal)));
  return row ?? null;
}

/** The same, held until the transaction ends: of two people who act at once the second sees what the first did. */
export async function lockCase(tx: Tx, principal: Principal, caseId: string): Promise<CaseRow | null> {
  const [row] = await tx
    .select(caseColumns)
    .from(cases)
    .where(and(eq(cases.id, caseId), caseVisibleTo(principal)))
    .for('update');
  return row ?? null;
}

export async function unsafeLockCase(tx: Tx, caseId: string): Promise<CaseRow | null> {
  const [row] = await tx.select(caseColumns).from(cases).where(eq(cases.id, caseId)).for('update');
  return row ?? null;
}

export type StepRow = RecordedStep & { readonly id: string; readonly actorName: string };

const stepColumns = {
  id: caseTransitions.id,
  seqNo: caseTransitions.seqNo,
  round: caseTransitions.round,
  event: caseTransitions.event,
  fromState: caseTransitions.fromState,
  toState: caseTransitions.toState,
  actorRole: caseTransitions.actorRole,
  actorAccountId: caseTransitions.actorAccountId,
  actorPersonId: caseTransitions.actorPersonId,
  actorName: caseTransitions.actorName,
  isOpinion: caseTransitions.isOpinion,
  opinion: caseTransitions.opinion,
  payload: caseTransitions.payload,
  at: caseTransitions.at,
};

/** Every recorded step of a case in order; the caller has established that the case may be seen. */
export async function unsafeSteps(db: Db | Tx, caseId: string): Promise<StepRow[]> {
  return db
    .select(stepColumns)
    .from(caseTransitions)
    .where(eq(caseTransitions.caseId, caseId))
    .orderBy(asc(caseTransitions.seqNo));
}

export function recordOf(
  row: Pick<CaseRow, 'kind' | 'personId' | 'level'>,
  steps: readonly RecordedStep[],
): CaseRecord {
  return { kind: row.kind, subjectPersonId: row.personId, level: row.level, steps };
}

/** The roles a principal has towards a case of this person and unit. */
export async function actingRoles(
  db: Db | Tx,
  principal: Principal,
  target: { readonly personId: string | null; readonly unitId: string },
): Promise<CaseActor[]> {
  const roles: CaseActor[] = [];
  if (target.personId !== null && principal.personId === target.personId) roles.push('subject');
  if (hasRole(principal, 'unit-officer') && principal.officerUnitIds.length > 0) {
    const [row] = await db.execute<{ inside: boolean }>(sql`
      select exists (select from unit_closure c where c.descendant_id = ${target.unitId}::uuid
        and c.ancestor_id in ${[...principal.officerUnitIds]}) as inside`);
    if (row?.inside) roles.push('unit');
  }
  for (const role of ['hr', 'office', 'leader'] as const) if (hasRole(principal, role)) roles.push(role);
  return roles;
}

/** Next number of a kind and year, `SG-2026-0007`; the counter's row is held until the transaction ends. */
export async function unsafeNextCaseNumber(tx: Tx, kind: CaseKind, prefix: string, year: number): Promise<string> {
  const [row] = await tx.execute<{ last: number }>(sql`
    insert into case_numbers (kind, year, last) values (${kind}, ${year}::int, 1)
    on conflict (kind, year) do update set last = case_numbers.last + 1 returning last`);
  if (!row) throw new Error('the counter gave no number');
  return `${prefix}-${year}-${String(row.last).padStart(4, '0')}`;
}

export type NewCase = typeof cases.$inferInsert;

/** @returns the id, or null when the person has an open case of this exclusive kind already. */
export async function unsafeInsertCase(tx: Tx, values: NewCase): Promise<string | null> {
  const [row] = await tx.insert(cases).values(values).onConflictDoNothing().returning({ id: cases.id });
  return row?.id ?? null;
}

/** Appends a step; the instant is the database's. */
export async function unsafeInsertStep(
  tx: Tx,
  values: Omit<typeof caseTransitions.$inferInsert, 'id' | 'at'>,
): Promise<StepRow> {
  const [row] = await tx.insert(caseTransitions).values(values).returning(stepColumns);
  if (!row) throw new Error('a step was not recorded');
  return row;
}

/** Brings the row of a case in line with its steps. */
export async function unsafeUpdateCase(
  tx: Tx,
  caseId: string,
  values: Pick<
    typeof cases.$inferInsert,
    'state' | 'version' | 'round' | 'turn' | 'stateSince' | 'dueOn' | 'endsOn' | 'closedAt'
  >,
): Promise<void> {
  await tx.update(cases).set(values).where(eq(cases.id, caseId));
}

/** Whom a case waits for when nothing was recorded but something happened outside it: the last exam failed. */
export async function unsafeSetTurn(tx: Tx, caseId: string, turn: CaseActor[]): Promise<void> {
  await tx.update(cases).set({ turn }).where(eq(cases.id, caseId));
}

/** Ids of the open cases of a person of some kind. */
export async function unsafeOpenCases(
  db: Db | Tx,
  personId: string,
): Promise<{ id: string; kind: CaseKind; state: string }[]> {
  return db
    .select({ id: cases.id, kind: cases.kind, state: cases.state })
    .from(cases)
    .where(and(eq(cases.personId, personId), isNull(cases.closedAt)))
    .orderBy(cases.openedAt);
}

/** When the signer opened this text for this case; opening it again does not start anew. */
export async function openPledge(
  tx: Tx | Db,
  principal: Principal,
  values: { caseId: string; pledgeId: string; pledgeVersion: number },
): Promise<void> {
  await tx.execute(sql`
    insert into pledge_reads (case_id, account_id, pledge_id, pledge_version)
    values (${values.caseId}::uuid, ${principal.accountId}::uuid, ${values.pledgeId}, ${values.pledgeVersion}::int)
    on conflict do nothing`);
}

export async function pledgeOpenSeconds(
  db: Tx | Db,
  principal: Principal,
  values: { caseId: string; pledgeId: string; pledgeVersion: number },
): Promise<number | null> {
  const [row] = await db.execute<{ seconds: number }>(sql`
    select extract(epoch from app_now() - opened_at)::float8 as seconds from pledge_reads
    where case_id = ${values.caseId}::uuid and account_id = ${principal.accountId}::uuid
      and pledge_id = ${values.pledgeId} and pledge_version = ${values.pledgeVersion}::int`);
  return row ? row.seconds : null;
}
