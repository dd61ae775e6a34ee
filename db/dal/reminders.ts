import { and, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY } from './org-clock.ts';
import { personVisibleTo, unitVisibleTo } from './scopes.ts';

export type Reminder = {
  readonly personIds: readonly string[];
  readonly planKind: string;
  readonly year: number;
  readonly title: string;
  readonly body: string;
  readonly href: string;
};

/**
 * Writes one notice to each of the people who are in what the principal looks after and still owe the plan. The key
 * holds person, plan and day, so nobody is told twice a day, by whomever. People out of sight, without the plan or done
 * with it are passed over.
 * @returns `owing` of the ids still owe it, `told` of them got a notice now.
 */
export async function remindPeople(
  tx: Db | Tx,
  principal: Principal,
  reminder: Reminder,
): Promise<{ owing: number; told: number }> {
  const visible = and(personVisibleTo(principal, sql`s.person_id`), unitVisibleTo(principal, sql`s.unit_id`));
  const rows = await tx.execute<{ owing: number; told: number }>(sql`
    with owing as (
      select s.person_id, s.due_on from plan_progress s
      where s.person_id in ${[...reminder.personIds]} and s.plan_kind = ${reminder.planKind} and s.training_year = ${reminder.year}::int
        and s.completed_on is null and not s.is_exempt and s.unit_id is not null and ${visible}),
    told as (
      insert into notices (person_id, dedupe_key, title, body, href, is_urgent)
      select person_id, concat('remind:', ${reminder.planKind}::text, ':', ${reminder.year}::int, ':', ${ORG_TODAY}), ${reminder.title},
        replace(${reminder.body}, '{due}', due_on::text), ${reminder.href}, due_on < ${ORG_TODAY}
      from owing on conflict (person_id, dedupe_key) do nothing returning person_id)
    select (select count(*) from owing)::int as owing, (select count(*) from told)::int as told`);
  return rows[0] ?? { owing: 0, told: 0 };
}
