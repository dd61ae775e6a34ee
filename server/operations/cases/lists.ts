import { db } from '#db/client.ts';
import {
  type CaseFilter,
  type CaseListRow,
  countCases,
  countTodo,
  listCases,
  listOwnCases,
  listTodo,
} from '#db/dal/case-lists.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import type { Principal } from '#domain/access/principal.ts';
import { stateLabel } from '#domain/certification/case/definitions.ts';
import { CASE_ACTOR_LABEL, CASE_KIND_LABEL } from '#domain/certification/case/kinds.ts';
import type { CaseListItem } from '#domain/certification/case/view.ts';
import { dateIn, daysBetween, type IsoDate } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';

function item(row: CaseListRow, today: IsoDate): CaseListItem {
  return {
    id: row.id,
    no: row.no,
    kind: row.kind,
    kindLabel: CASE_KIND_LABEL[row.kind],
    personName: row.personName,
    employeeNo: row.employeeNo,
    unitName: row.unitName,
    summary: row.summary,
    stateLabel: stateLabel(row.kind, row.state),
    turn: row.turn.map((actor) => CASE_ACTOR_LABEL[actor]),
    isMyTurn: row.isMyTurn,
    stateSince: row.stateSince.toISOString(),
    waitingDays: daysBetween(dateIn(env.SHOUMI_ZONE, row.stateSince), today),
    dueOn: row.dueOn,
    isOverdue: row.isOverdue,
    endsOn: row.endsOn,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

async function items(rows: readonly CaseListRow[]): Promise<CaseListItem[]> {
  const today = dateIn(env.SHOUMI_ZONE, await unsafeNow(db));
  return rows.map((row) => item(row, today));
}

/** What waits for the principal, the most urgent first. */
export async function readTodo(principal: Principal): Promise<CaseListItem[]> {
  return items(await listTodo(db, principal));
}

export function readTodoCount(principal: Principal): Promise<number> {
  return countTodo(db, principal);
}

export async function readOwnCases(principal: Principal): Promise<CaseListItem[]> {
  return items(await listOwnCases(db, principal));
}

/** A page of the cases in the principal's sight with their number. */
export async function readCases(
  principal: Principal,
  filter: CaseFilter,
  page: { readonly page: number; readonly size: number },
): Promise<{ readonly items: CaseListItem[]; readonly total: number }> {
  const [rows, total] = await Promise.all([listCases(db, principal, filter, page), countCases(db, principal, filter)]);
  return { items: await items(rows), total };
}
