import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { transaction } from '#db/client.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ExemptionForm } from '#domain/people/exemption.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { askForExemption } from '#server/operations/exemptions/ask.ts';
import { decideOnExemption } from '#server/operations/exemptions/decide.ts';
import { codeOf, sessionWorld } from './session-world.ts';
import type { TestDatabase } from './test-database.ts';

export const EXEMPTION: ExemptionForm = { kind: 'exemption', cause: 'maternity', reason: '产假至年底', newDueOn: null };

export const until = (newDueOn: string): ExemptionForm => ({
  kind: 'extension',
  cause: 'sick',
  reason: '住院治疗',
  newDueOn,
});

/** The id of a request that was taken. */
export async function idOf(asking: ReturnType<typeof askForExemption>): Promise<string> {
  const made = await asking;
  if (!made.ok) throw new Error(made.error.code);
  return made.value.id;
}

export const decide = (principal: Principal, id: string, decision: 'approved' | 'refused', comment = '情况不符') =>
  decideOnExemption(principal, id, { decision, comment });

/** An organisation in which plans are finished by 90 minutes and nothing else, and may be exempted or extended. */
export async function exemptionWorld(database: TestDatabase) {
  const { owner, db } = database;
  const desk = await sessionWorld(database);
  const { build, unit, who, hr, office } = desk;

  async function policy(planKind: PlanKind, more: Record<string, unknown> = {}): Promise<void> {
    const spec = {
      planKind,
      version: 1,
      minutesPerHour: 45,
      requiredMinutes: 90,
      blueprintId: null,
      title: `${planKind} 培训`,
      basis: '单位规定',
      requiredLessons: [],
      electiveLessons: [],
      dueMonthDay: '12-31',
      dueDays: 30,
      effectiveFromYear: 2020,
      ...more,
    };
    await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year)
      values (${planKind}, 1, ${owner.json(spec as never)}, 2020)`;
  }
  await policy('annual-classified');

  /** Somebody of department A with a plan and an account. */
  async function someone(dueOn = '2026-12-31') {
    const personId = await build.person({ name: '郑和', unit: unit.a, category: 'general' });
    const plan = await build.plan(personId, { kind: 'annual-classified', dueOn });
    await refreshPlanProgressOfPerson(db, personId);
    return { personId, plan, self: await who([], personId) };
  }

  /** Asked by 人事, approved by 保密办. */
  async function approved(plan: string, form: ExemptionForm): Promise<string> {
    const id = await idOf(askForExemption(hr, plan, form));
    expect(codeOf(await decide(office, id, 'approved'))).toBe('ok');
    return id;
  }

  /** Enters hours and lets the plans follow. @returns the plans finished by it. */
  async function study(personId: string, minutes: number, at: string): Promise<string[]> {
    await build.hours(personId, minutes, at);
    return (await transaction((tx) => settlePlans(tx, personId, Number(at.slice(0, 4))))).completed;
  }

  async function trail(id: string): Promise<string[]> {
    const rows = await owner`select action, outcome from audit_events where subject_id = ${id} order by seq_no`;
    return rows.map((row) => `${row.action} ${row.outcome}`);
  }

  async function noticesOf(personId: string | null): Promise<string[]> {
    const rows = await owner<{ title: string }[]>`
      select title from notices where person_id = ${personId} order by created_at, title`;
    return rows.map((row) => row.title);
  }

  /** A plan written as it stands. */
  async function planRow(personId: string, planKind: PlanKind, more: Record<string, unknown> = {}): Promise<string> {
    const id = randomUUID();
    const [version] =
      await owner`select id from policy_versions where plan_kind = ${planKind} order by version desc limit 1`;
    const row = {
      id,
      person_id: personId,
      plan_kind: planKind,
      training_year: 2026,
      policy_version_id: version?.id,
      required_minutes: 90,
      due_on: '2026-12-31',
      assigned_at: '2026-03-01T09:00:00+08:00',
      reason: '',
      ...more,
    };
    await owner`insert into plan_assignments ${owner(row as never)}`;
    return id;
  }

  return { ...desk, policy, someone, approved, study, trail, noticesOf, planRow };
}
