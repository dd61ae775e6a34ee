import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { CaseActor, CaseKind } from '../../domain/certification/case/kinds.ts';
import { plainTurns } from '../../domain/certification/case/plain-turns.ts';
import type { Db, Tx } from '../client.ts';
import { cases } from '../schema/cases.ts';
import { people, units } from '../schema/people.ts';
import { caseVisibleTo } from './cases.ts';
import { ORG_TODAY } from './org-clock.ts';
import { unitVisibleTo } from './scopes.ts';

export type CaseListRow = {
  readonly id: string;
  readonly no: string;
  readonly kind: CaseKind;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly employeeNo: string | null;
  readonly unitName: string;
  readonly summary: string;
  readonly state: string;
  readonly turn: CaseActor[];
  readonly isMyTurn: boolean;
  readonly stateSince: Date;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly endsOn: string | null;
  readonly closedAt: Date | null;
};

function has(actor: CaseActor): SQL {
  return sql`${actor} = any(${cases.turn})`;
}

/** An office is awaited, and for an opinion nobody who has spoken in this round or, but for the unit, opened the case. */
function awaitsOffice(principal: Principal, actor: CaseActor): SQL {
  const hasSpoken = sql`exists (select from case_transitions t where t.case_id = ${cases.id} and t.round = ${cases.round}
    and t.is_opinion and t.actor_account_id = ${principal.accountId}::uuid)`;
  const hasOpened = sql`${cases.openedBy} is not distinct from ${principal.accountId}::uuid`;
  const maySpeak = actor === 'unit' ? sql`not ${hasSpoken}` : sql`not ${hasSpoken} and not ${hasOpened}`;
  const plain = plainTurns(actor);
  const isPlain = plain.length > 0 ? sql`${cases.kind} || '/' || ${cases.state} in ${plain}` : sql`false`;
  return sql`(${has(actor)} and (${isPlain} or (${maySpeak})))`;
}

/**
 * Cases that wait for this principal: one of the offices held is awaited, the case is not about the principal unless as
 * the person, and where an opinion is awaited the principal has neither given one in this round nor opened the case.
 */
export function awaits(principal: Principal): SQL {
  const own = principal.personId ? sql`${cases.personId} = ${principal.personId}::uuid` : sql`false`;
  const offices = (['hr', 'office', 'leader'] as const)
    .filter((role) => hasRole(principal, role))
    .map((role) => awaitsOffice(principal, role));
  if (hasRole(principal, 'unit-officer'))
    offices.push(sql`(${awaitsOffice(principal, 'unit')} and ${unitVisibleTo(principal, cases.unitId)})`);
  const office = offices.length > 0 ? sql`(${sql.join(offices, sql` or `)})` : sql`false`;
  return sql`((${has('subject')} and ${own}) or (${office} and not coalesce(${own}, false)))`;
}

function columns(principal: Principal) {
  return {
    id: cases.id,
    no: cases.no,
    kind: cases.kind,
    personId: cases.personId,
    personName: people.name,
    employeeNo: people.employeeNo,
    unitName: units.name,
    summary: cases.summary,
    state: cases.state,
    turn: sql<CaseActor[]>`${cases.turn}`,
    isMyTurn: sql<boolean>`${awaits(principal)}`,
    stateSince: cases.stateSince,
    dueOn: cases.dueOn,
    isOverdue: sql<boolean>`coalesce(${cases.dueOn} < ${ORG_TODAY} and cardinality(${cases.turn}) > 0, false)`,
    endsOn: cases.endsOn,
    closedAt: cases.closedAt,
  };
}

function from(db: Db | Tx, principal: Principal) {
  return db
    .select(columns(principal))
    .from(cases)
    .leftJoin(people, eq(people.id, cases.personId))
    .innerJoin(units, eq(units.id, cases.unitId));
}

/** What waits for the principal, the longest waiting first; at most 200. */
export function listTodo(db: Db | Tx, principal: Principal): Promise<CaseListRow[]> {
  return from(db, principal)
    .where(and(isNull(cases.closedAt), caseVisibleTo(principal), awaits(principal)))
    .orderBy(asc(cases.dueOn), asc(cases.stateSince))
    .limit(200);
}

export async function countTodo(db: Db | Tx, principal: Principal): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(cases)
    .where(and(isNull(cases.closedAt), caseVisibleTo(principal), awaits(principal)));
  return row?.n ?? 0;
}

export type CaseFilter = {
  readonly kind?: CaseKind | undefined;
  readonly personId?: string | undefined;
  readonly postId?: string | undefined;
  /** `open` the default, `overdue` open and past the day the step should have been taken. */
  readonly status?: 'open' | 'closed' | 'overdue' | 'all' | undefined;
  readonly q?: string | undefined;
};

function matching(principal: Principal, filter: CaseFilter): SQL | undefined {
  const overdue = sql`${cases.dueOn} < ${ORG_TODAY} and cardinality(${cases.turn}) > 0`;
  const status = {
    open: isNull(cases.closedAt),
    overdue: and(isNull(cases.closedAt), overdue),
    closed: sql`${cases.closedAt} is not null`,
    all: undefined,
  }[filter.status ?? 'open'];
  const text = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return and(
    caseVisibleTo(principal),
    status,
    filter.kind ? eq(cases.kind, filter.kind) : undefined,
    filter.personId ? eq(cases.personId, filter.personId) : undefined,
    filter.postId ? eq(cases.postId, filter.postId) : undefined,
    text
      ? sql`(${people.name} ilike ${text} or ${people.employeeNo} ilike ${text} or ${cases.no} ilike ${text} or ${cases.summary} ilike ${text})`
      : undefined,
  );
}

/** Cases in the principal's sight, newest first, a page of at most 100. */
export function listCases(
  db: Db | Tx,
  principal: Principal,
  filter: CaseFilter,
  page: { readonly page: number; readonly size: number },
): Promise<CaseListRow[]> {
  return from(db, principal)
    .where(matching(principal, filter))
    .orderBy(desc(cases.openedAt), desc(cases.no))
    .limit(Math.min(page.size, 100))
    .offset((page.page - 1) * Math.min(page.size, 100));
}

export async function countCases(db: Db | Tx, principal: Principal, filter: CaseFilter): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(cases)
    .leftJoin(people, eq(people.id, cases.personId))
    .where(matching(principal, filter));
  return row?.n ?? 0;
}

/** The principal's own cases, open ones first. */
export function listOwnCases(db: Db | Tx, principal: Principal): Promise<CaseListRow[]> {
  const own = principal.personId ? sql`${cases.personId} = ${principal.personId}::uuid` : sql`false`;
  return from(db, principal)
    .where(and(own, sql`${cases.kind} <> 'violation'`))
    .orderBy(sql`${cases.closedAt} desc nulls first`, desc(cases.openedAt))
    .limit(200);
}
