import { and, asc, eq, or, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { caseDocuments, cases } from '../schema/cases.ts';
import { caseVisibleTo } from './cases.ts';

/** Papers with review material or reports: the person, 人事部门 and 保密办 alone (实施条例 2024 第 50 条). */
const RESTRICTED = ['review-form', 'review-conclusion', 'matter-report', 'violation-report'];

function documentVisibleTo(principal: Principal) {
  const isOffice = hasRole(principal, 'hr') || hasRole(principal, 'office');
  const own = principal.personId ? sql`${caseDocuments.personId} = ${principal.personId}::uuid` : sql`false`;
  const open = sql`${caseDocuments.kind} not in ${RESTRICTED}`;
  return and(caseVisibleTo(principal), isOffice ? sql`true` : or(open, own));
}

export type DocumentRow = {
  readonly id: string;
  readonly caseId: string | null;
  readonly kind: string;
  readonly title: string;
  readonly sha256: string;
  readonly createdAt: Date;
};

const columns = {
  id: caseDocuments.id,
  caseId: caseDocuments.caseId,
  kind: caseDocuments.kind,
  title: caseDocuments.title,
  sha256: caseDocuments.sha256,
  createdAt: caseDocuments.createdAt,
};

/** The papers of a case the principal may read, oldest first. */
export function listCaseDocuments(db: Db | Tx, principal: Principal, caseId: string): Promise<DocumentRow[]> {
  return db
    .select(columns)
    .from(caseDocuments)
    .innerJoin(cases, eq(cases.id, caseDocuments.caseId))
    .where(and(eq(caseDocuments.caseId, caseId), documentVisibleTo(principal)))
    .orderBy(asc(caseDocuments.createdAt));
}

/** The papers of all cases of a person the principal may read, oldest first. */
export function listPersonDocuments(db: Db | Tx, principal: Principal, personId: string): Promise<DocumentRow[]> {
  return db
    .select(columns)
    .from(caseDocuments)
    .innerJoin(cases, eq(cases.id, caseDocuments.caseId))
    .where(and(eq(caseDocuments.personId, personId), documentVisibleTo(principal)))
    .orderBy(asc(caseDocuments.createdAt));
}

/** One paper with its text of record, or null out of sight. */
export async function findDocument(
  db: Db | Tx,
  principal: Principal,
  documentId: string,
): Promise<(DocumentRow & { readonly payload: string }) | null> {
  const [row] = await db
    .select({ ...columns, payload: caseDocuments.payload })
    .from(caseDocuments)
    .innerJoin(cases, eq(cases.id, caseDocuments.caseId))
    .where(and(eq(caseDocuments.id, documentId), documentVisibleTo(principal)));
  return row ?? null;
}

export async function unsafeInsertDocument(tx: Tx, values: typeof caseDocuments.$inferInsert): Promise<void> {
  await tx.insert(caseDocuments).values(values);
}
