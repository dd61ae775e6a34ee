import { db } from '#db/client.ts';
import { listExemptions } from '#db/dal/exemptions.ts';
import { listHandPlans } from '#db/dal/hand-plans.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { listVisibleUnits, type UnitNode } from '#db/dal/units.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { decisionRefusal } from '#domain/people/exemption.ts';
import type { ExemptionLine, ExemptionRow, PlansQuery } from '#domain/people/exemption-view.ts';
import type { HandPlanRow } from '#domain/policy/plan-by-hand.ts';
import { readAttachments } from '../attachments/read.ts';

const PAGE_SIZE = 20;

type Paged<Row> = {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
};

type Reader<Row> = (page: {
  readonly limit: number;
  readonly offset: number;
}) => Promise<{ rows: Row[]; total: number }>;

/** One page of a list; a page past the end is the last one. */
async function paged<Row>(asked: number, read: Reader<Row>): Promise<Paged<Row>> {
  const { total } = await read({ limit: 0, offset: 0 });
  const pageCount = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(Math.max(1, asked), pageCount);
  const { rows } = await read({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return { rows, total, page, pageCount };
}

async function lineOf(principal: Principal, row: ExemptionRow): Promise<ExemptionLine> {
  const isOpen = row.decision === null;
  const isAsker = row.requestedBy === principal.accountId;
  const isDesk = hasRole(principal, 'hr') || hasRole(principal, 'office');
  const files = await readAttachments(principal, 'exemption', row.id);
  return {
    ...row,
    files: files.ok ? files.value : [],
    mayDecide: isOpen && isDesk && decisionRefusal(principal, row, 'approved') === null,
    withdrawPath: isOpen && isAsker ? withdrawPath(principal, row) : null,
    mayAddFile: isOpen && principal.personId !== null && (isAsker || row.personId === principal.personId),
  };
}

function withdrawPath(principal: Principal, row: ExemptionRow): string | null {
  if (hasRole(principal, 'hr') || hasRole(principal, 'unit-officer'))
    return `/api/v1/hr/exemptions/${row.id}/withdrawal`;
  return principal.personId === null ? null : `/api/v1/me/exemptions/${row.id}/withdrawal`;
}

export type PlansPage = {
  /** Of this year and a few before. */
  readonly years: readonly number[];
  readonly today: string;
  readonly mayAssign: boolean;
  readonly waiting: number;
} & (
  | { readonly view: 'waiting' | 'approved'; readonly list: Paged<ExemptionLine> }
  | { readonly view: 'by-hand'; readonly list: Paged<HandPlanRow>; readonly units: readonly UnitNode[] }
);

const YEARS_BACK = 4;

/** The page 计划 for people the principal sees: requests that wait, what was approved, plans given by hand. */
export async function readPlansPage(principal: Principal, query: PlansQuery): Promise<PlansPage> {
  const { view, year, kind, cause } = query;
  const now = await readOrganisationNow(db);
  const open = await listExemptions(db, principal, { isOpen: true }, { limit: 0, offset: 0 });
  const head = {
    years: Array.from({ length: YEARS_BACK + 1 }, (_, back) => now.year - back),
    today: now.today,
    mayAssign: hasRole(principal, 'hr') || hasRole(principal, 'office'),
    waiting: open.total,
  };
  if (view === 'by-hand') {
    const list = await paged(query.page, (page) => listHandPlans(db, principal, year, page));
    return { ...head, view, list, units: await listVisibleUnits(db, principal) };
  }
  const filter = { isOpen: view === 'waiting', year, kind, cause };
  const { rows, ...list } = await paged(query.page, (page) => listExemptions(db, principal, filter, page));
  const lines: ExemptionLine[] = [];
  for (const row of rows) lines.push(await lineOf(principal, row));
  return { ...head, view, list: { ...list, rows: lines } };
}
