import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { PlanKind, PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { PolicyTarget } from '../../domain/policy/policy-target.ts';
import type { DraftState } from '../../domain/policy/policy-view.ts';
import type { Db, Tx } from '../client.ts';
import { accounts } from '../schema/accounts.ts';
import { policyVersions } from '../schema/certification.ts';
import { lifecycleVersions, policyDrafts } from '../schema/policies.ts';

/** Rules and their drafts belong to 保密办 and 单位领导; everybody else sees none of them. */
function readable(principal: Principal) {
  return hasRole(principal, 'office') || hasRole(principal, 'leader') ? sql`true` : sql`false`;
}

/** A date of the database as text. */
const day = (column: unknown) => sql<string>`${column}::text`;

const maker = alias(accounts, 'maker');
const decider = alias(accounts, 'decider');

export type StoredPlanVersion = {
  id: string;
  planKind: PlanKind;
  version: number;
  spec: PlanPolicy;
  origin: 'default' | 'unit';
  madeBy: string | null;
  approvedBy: string | null;
  createdAt: Date;
};

/** Every version of the rules of the plans, newest first. */
export function listPlanVersions(db: Db | Tx, principal: Principal): Promise<StoredPlanVersion[]> {
  return db
    .select({
      id: policyVersions.id,
      planKind: sql<PlanKind>`${policyVersions.planKind}`,
      version: policyVersions.version,
      spec: policyVersions.spec,
      origin: policyVersions.origin,
      madeBy: maker.displayName,
      approvedBy: decider.displayName,
      createdAt: policyVersions.createdAt,
    })
    .from(policyVersions)
    .leftJoin(maker, eq(maker.id, policyVersions.madeBy))
    .leftJoin(decider, eq(decider.id, policyVersions.approvedBy))
    .where(readable(principal))
    .orderBy(desc(policyVersions.version));
}

export type StoredLifecycleVersion = Omit<StoredPlanVersion, 'id' | 'planKind' | 'spec'> & {
  spec: LifecyclePolicy;
  effectiveFrom: string;
};

/** Every version of the rules of the life-cycle, newest first. */
export function listLifecycleVersions(db: Db | Tx, principal: Principal): Promise<StoredLifecycleVersion[]> {
  return db
    .select({
      version: lifecycleVersions.version,
      spec: lifecycleVersions.spec,
      effectiveFrom: day(lifecycleVersions.effectiveFrom),
      origin: lifecycleVersions.origin,
      madeBy: maker.displayName,
      approvedBy: decider.displayName,
      createdAt: lifecycleVersions.createdAt,
    })
    .from(lifecycleVersions)
    .leftJoin(maker, eq(maker.id, lifecycleVersions.madeBy))
    .leftJoin(decider, eq(decider.id, lifecycleVersions.approvedBy))
    .where(readable(principal))
    .orderBy(desc(lifecycleVersions.version));
}

export type StoredDraft = {
  id: string;
  target: PolicyTarget;
  spec: PlanPolicy | LifecyclePolicy;
  effectiveFrom: string;
  note: string;
  state: DraftState;
  madeById: string;
  madeBy: string;
  madeAt: Date;
  submittedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  comment: string;
};

const draftColumns = {
  id: policyDrafts.id,
  target: sql<PolicyTarget>`${policyDrafts.target}`,
  spec: policyDrafts.spec,
  effectiveFrom: day(policyDrafts.effectiveFrom),
  note: policyDrafts.note,
  state: policyDrafts.state,
  madeById: policyDrafts.madeBy,
  madeBy: maker.displayName,
  madeAt: policyDrafts.madeAt,
  submittedAt: policyDrafts.submittedAt,
  decidedBy: decider.displayName,
  decidedAt: policyDrafts.decidedAt,
  comment: policyDrafts.comment,
};

/** Drafts, the newest first: all open ones, or those of one target with the closed ones. */
export function listDrafts(db: Db | Tx, principal: Principal, target: PolicyTarget | null): Promise<StoredDraft[]> {
  const chosen =
    target === null ? sql`${policyDrafts.state} in ('draft', 'submitted')` : eq(policyDrafts.target, target);
  return db
    .select(draftColumns)
    .from(policyDrafts)
    .innerJoin(maker, eq(maker.id, policyDrafts.madeBy))
    .leftJoin(decider, eq(decider.id, policyDrafts.decidedBy))
    .where(and(readable(principal), chosen))
    .orderBy(desc(policyDrafts.madeAt))
    .limit(50);
}

/** One draft, or null when there is none or the principal may not see it. */
export async function findDraft(db: Db | Tx, principal: Principal, id: string): Promise<StoredDraft | null> {
  const [row] = await db
    .select(draftColumns)
    .from(policyDrafts)
    .innerJoin(maker, eq(maker.id, policyDrafts.madeBy))
    .leftJoin(decider, eq(decider.id, policyDrafts.decidedBy))
    .where(and(readable(principal), eq(policyDrafts.id, id)));
  return row ?? null;
}

/** The same, kept from everybody else until the transaction ends: of two who decide at once the second sees the first. */
export async function lockDraft(tx: Tx, principal: Principal, id: string): Promise<StoredDraft | null> {
  await tx
    .select({ id: policyDrafts.id })
    .from(policyDrafts)
    .where(and(readable(principal), eq(policyDrafts.id, id)))
    .for('update');
  return findDraft(tx, principal, id);
}

export type NewDraft = {
  readonly target: PolicyTarget;
  readonly spec: PlanPolicy | LifecyclePolicy;
  readonly effectiveFrom: string;
  readonly note: string;
};

/** @returns the draft's id, or null when the target has an open draft already (the database keeps it to one). */
export async function createDraft(tx: Tx, principal: Principal, draft: NewDraft): Promise<string | null> {
  const [row] = await tx
    .insert(policyDrafts)
    .values({ ...draft, madeBy: principal.accountId })
    .onConflictDoNothing()
    .returning({ id: policyDrafts.id });
  return row?.id ?? null;
}

/** Replaces what an open draft of the principal's own says. Call it with the draft locked. */
export async function saveDraft(
  tx: Tx,
  principal: Principal,
  id: string,
  values: Omit<NewDraft, 'target'>,
): Promise<void> {
  await tx
    .update(policyDrafts)
    .set(values)
    .where(and(eq(policyDrafts.id, id), eq(policyDrafts.madeBy, principal.accountId), eq(policyDrafts.state, 'draft')));
}

/** Hands a draft of the principal's own in for the second person. */
export async function submitDraft(tx: Tx, principal: Principal, id: string): Promise<void> {
  await tx
    .update(policyDrafts)
    .set({ state: 'submitted', submittedAt: sql`app_now()` })
    .where(and(eq(policyDrafts.id, id), eq(policyDrafts.madeBy, principal.accountId), eq(policyDrafts.state, 'draft')));
}

/** Ends a draft. The database refuses `published` by the one who made it. */
export async function closeDraft(
  tx: Tx,
  principal: Principal,
  id: string,
  end: {
    readonly state: 'published' | 'refused' | 'withdrawn';
    readonly comment: string;
    readonly version: number | null;
  },
): Promise<void> {
  await tx
    .update(policyDrafts)
    .set({
      state: end.state,
      decidedBy: principal.accountId,
      decidedAt: sql`app_now()`,
      comment: end.comment,
      publishedVersion: end.version,
    })
    .where(and(readable(principal), eq(policyDrafts.id, id)));
}

type Signed = { readonly version: number; readonly madeBy: string };

/** Adds the organisation's own version of a plan's rule; the principal is who approved it. @returns its id. */
export async function insertPlanVersion(
  tx: Tx,
  principal: Principal,
  { version, madeBy, spec }: Signed & { readonly spec: PlanPolicy },
): Promise<string> {
  const [row] = await tx
    .insert(policyVersions)
    .values({
      planKind: spec.planKind,
      version,
      spec,
      effectiveFromYear: spec.effectiveFromYear,
      origin: 'unit',
      madeBy,
      approvedBy: principal.accountId,
    })
    .returning({ id: policyVersions.id });
  if (!row) throw new Error('an inserted rule always has an id');
  return row.id;
}

/** The same for the rules of the life-cycle. */
export async function insertLifecycleVersion(
  tx: Tx,
  principal: Principal,
  { version, madeBy, spec, effectiveFrom }: Signed & { readonly spec: LifecyclePolicy; readonly effectiveFrom: string },
): Promise<void> {
  await tx
    .insert(lifecycleVersions)
    .values({ version, spec, effectiveFrom, origin: 'unit', madeBy, approvedBy: principal.accountId });
}
