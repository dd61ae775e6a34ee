import { and, eq, gt, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { CaseKind, PostLevel } from '../../domain/certification/case/kinds.ts';
import type { SubjectFacts } from '../../domain/certification/case/opening.ts';
import type { Category, LifeState } from '../../domain/people/types.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { postAssignments } from '../schema/cases.ts';
import { personAssignments } from '../schema/people.ts';
import { ORG_TODAY } from './org-clock.ts';

export type SubjectRow = SubjectFacts & {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly flags: readonly string[];
};

/** A person as they stand today, with the open cases; null when the roster does not know them or they have no unit. */
export async function unsafeSubject(db: Db | Tx, personId: string): Promise<SubjectRow | null> {
  const [row] = await db.execute<SubjectRow>(sql`
    select p.id as "personId", p.name, p.employee_no as "employeeNo", a.unit_id as "unitId", u.name as "unitName",
      a.category, a.life_state as "lifeState", a.flags,
      (p.left_on is null or p.left_on > ${ORG_TODAY}) and a.life_state <> 'left' as "worksHere",
      (select h.post_id from post_assignments h where h.person_id = p.id and h.valid_from <= ${ORG_TODAY}
        and (h.valid_to is null or h.valid_to > ${ORG_TODAY}) order by h.valid_from desc limit 1) as "currentPostId",
      coalesce((select json_agg(c.kind) from cases c where c.person_id = p.id and c.closed_at is null), '[]') as "openKinds"
    from people p
    join person_assignments a on a.person_id = p.id and a.valid_from <= ${ORG_TODAY}
      and (a.valid_to is null or a.valid_to > ${ORG_TODAY})
    join units u on u.id = a.unit_id
    where p.id = ${personId}::uuid`);
  return row ?? null;
}

/** Holds everything about a person that cases change until the transaction ends. */
export async function unsafeLockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`person:${personId}`}, 0))`);
}

type Change = {
  readonly lifeState?: LifeState;
  readonly category?: Category;
  readonly addFlag?: string;
  readonly dropFlag?: string;
};

/**
 * Changes what applies to a person from a day on: the row that holds on that day is cut there and a new one begins;
 * rows entered in advance for later days – a move, an appointment to come – keep their beginning and unit and take the
 * change over, so that none of them undoes it; a day of leaving stays. Evidence of earlier days stays as it was, and so
 * does everything of somebody whom the roster has let go by then.
 */
export async function unsafeChangeLife(tx: Tx, personId: string, from: IsoDate, change: Change): Promise<void> {
  const [held] = await tx
    .select()
    .from(personAssignments)
    .where(
      and(
        eq(personAssignments.personId, personId),
        lte(personAssignments.validFrom, from),
        or(isNull(personAssignments.validTo), gt(personAssignments.validTo, from)),
      ),
    )
    .for('update');
  if (!held) return;
  const later = await tx
    .select()
    .from(personAssignments)
    .where(
      and(
        eq(personAssignments.personId, personId),
        gt(personAssignments.validFrom, from),
        ne(personAssignments.lifeState, 'left'),
      ),
    )
    .for('update');
  for (const row of later)
    await tx.update(personAssignments).set(changed(row, change)).where(eq(personAssignments.id, row.id));
  const after = changed(held, change);
  if (held.validFrom === from) {
    // No row may hold for no day at all: one that begins this very day is changed in place.
    await tx.update(personAssignments).set(after).where(eq(personAssignments.id, held.id));
    return;
  }
  await tx.update(personAssignments).set({ validTo: from }).where(eq(personAssignments.id, held.id));
  const { id: _, ...rest } = held;
  await tx.insert(personAssignments).values({ ...rest, ...after, validFrom: from });
}

function changed(row: Pick<typeof personAssignments.$inferSelect, 'lifeState' | 'category' | 'flags'>, change: Change) {
  return {
    lifeState: change.lifeState ?? row.lifeState,
    category: change.category ?? row.category,
    flags: flagsAfter(row.flags, change),
  };
}

function flagsAfter(flags: readonly string[], change: Change): string[] {
  const kept = flags.filter((flag) => flag !== change.dropFlag && flag !== change.addFlag);
  return change.addFlag ? [...kept, change.addFlag] : kept;
}

/** The person has left the organisation; the account stops working from that day on. */
export async function unsafeLeave(tx: Tx, personId: string, on: IsoDate): Promise<void> {
  await tx.execute(sql`update people set left_on = ${on}::date where id = ${personId}::uuid`);
}

/**
 * Takes every business office from the account of somebody who leaves: whoever comes back is granted anew what they need.
 * @returns the account and what it held; null when it held none.
 */
export async function unsafeEndOffices(
  tx: Tx,
  personId: string,
): Promise<{ accountId: string; roles: string[] } | null> {
  const rows = await tx.execute<{ accountId: string; role: string }>(sql`
    delete from account_roles r using accounts a
    where a.id = r.account_id and a.person_id = ${personId}::uuid and r.role_class = 'business'
    returning r.account_id as "accountId", r.role`);
  const [first] = rows;
  return first ? { accountId: first.accountId, roles: rows.map((row) => row.role).sort() } : null;
}

/** Ends the post held on a day, and one to come after it, and begins another. */
export async function unsafeAppoint(
  tx: Tx,
  values: { personId: string; postId: string; caseId: string; from: IsoDate },
): Promise<void> {
  await unsafeRelease(tx, values.personId, values.from);
  await tx.insert(postAssignments).values({
    personId: values.personId,
    postId: values.postId,
    caseId: values.caseId,
    validFrom: values.from,
  });
}

/** Ends the post held on a day; one that was to begin later never begins (its row holds on no day). */
export async function unsafeRelease(tx: Tx, personId: string, on: IsoDate): Promise<void> {
  await tx
    .update(postAssignments)
    .set({ validTo: sql`greatest(${on}::date, ${postAssignments.validFrom})` })
    .where(
      and(eq(postAssignments.personId, personId), or(isNull(postAssignments.validTo), gt(postAssignments.validTo, on))),
    );
}

/**
 * The highest level a person held in the last `months` months, by posts and by category: what the 脱密期 is measured
 * by, so that a change downwards shortly before leaving does not shorten it.
 */
export async function unsafeHighestLevel(db: Db | Tx, personId: string, months: number): Promise<PostLevel | null> {
  const [row] = await db.execute<{ level: PostLevel | null }>(sql`
    select level from (
      select o.level from post_assignments h join posts o on o.id = h.post_id
        where h.person_id = ${personId}::uuid and h.valid_from <= ${ORG_TODAY}
          and (h.valid_to is null or h.valid_to > h.valid_from)
          and (h.valid_to is null or h.valid_to > (${ORG_TODAY} - make_interval(months => ${months}::int))::date)
      union all
      select a.category from person_assignments a
        where a.person_id = ${personId}::uuid and a.category <> 'none' and a.valid_from <= ${ORG_TODAY}
          and (a.valid_to is null or a.valid_to > (${ORG_TODAY} - make_interval(months => ${months}::int))::date)
    ) held order by array_position(array['core', 'important', 'general'], level) limit 1`);
  return row?.level ?? null;
}

export type CasePlan = {
  readonly assignmentId: string;
  readonly planKind: string;
  readonly completedOn: string | null;
  readonly dueOn: string;
};

/** The latest plan a case has given its person; null when none yet. */
export async function unsafeCasePlan(db: Db | Tx, caseId: string, zone: string): Promise<CasePlan | null> {
  const [row] = await db.execute<CasePlan>(sql`
    select a.id as "assignmentId", a.plan_kind as "planKind",
      ((c.completed_at at time zone ${zone})::date)::text as "completedOn", a.due_on::text as "dueOn"
    from plan_assignments a left join plan_completions c on c.assignment_id = a.id
    where a.case_id = ${caseId}::uuid order by a.assigned_at desc, a.id limit 1`);
  return row ?? null;
}

export async function unsafeOpenKinds(db: Db | Tx, personId: string, except: string): Promise<CaseKind[]> {
  const rows = await db.execute<{ kind: CaseKind }>(sql`
    select kind from cases where person_id = ${personId}::uuid and closed_at is null and id <> ${except}::uuid`);
  return rows.map((row) => row.kind);
}
