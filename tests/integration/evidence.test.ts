import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#db/client.ts';
import { caseCourses } from '#tests/support/case-courses.ts';
import type { Somebody } from '#tests/support/case-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, hr, office, leader, nominate, toTraining } = course;

let signer: Somebody;

beforeAll(async () => {
  signer = await world.somebody();
  const caseId = await nominate(signer, await world.post('general'));
  await toTraining(signer, caseId);
  await world.finishPlan(caseId, signer.personId);
  await world.view(signer, caseId);
});

/** Tries a statement with the application's rights and with the owner's; both must be refused. */
async function refusedToAll(statement: string): Promise<void> {
  await expect(sql.unsafe(statement), `application: ${statement}`).rejects.toThrow(
    /permission denied|append-only|settled/,
  );
  await expect(owner.unsafe(statement), `owner: ${statement}`).rejects.toThrow(/append-only|settled/);
}

async function plan(): Promise<string> {
  const [row] = await owner<
    { id: string }[]
  >`select id from plan_assignments where person_id = ${signer.personId} limit 1`;
  return row?.id ?? '';
}

describe('what has been decided', () => {
  it('about an exemption is not decided again', async () => {
    const id = randomUUID();
    await owner`insert into plan_exemptions (id, assignment_id, kind, cause, reason, requested_by, decision, decided_by, decided_at)
      values (${id}, ${await plan()}, 'exemption', 'sick', '住院治疗', ${hr.accountId}, 'refused', ${office.accountId}, app_now())`;
    await refusedToAll(`update plan_exemptions set decision = 'approved' where id = '${id}'`);
    await refusedToAll(`update plan_exemptions set reason = '其他' where id = '${id}'`);
  });

  it('about a correction of hours is not decided again', async () => {
    const id = randomUUID();
    await owner`insert into ledger_corrections (id, ledger_id, minutes, reason, requested_by, decision, decided_by, decided_at)
      select ${id}, l.id, 10, '重复计入', ${hr.accountId}, 'approved', ${office.accountId}, app_now()
      from hours_ledger l where l.person_id = ${signer.personId} limit 1`;
    await refusedToAll(`update ledger_corrections set decision = 'refused' where id = '${id}'`);
    await refusedToAll(`update ledger_corrections set minutes = 1 where id = '${id}'`);
  });

  it('about a certificate is not decided again', async () => {
    const id = randomUUID();
    await owner`insert into certificate_requests (id, certificate_id, kind, reason, requested_by, decision, decided_by, decided_at)
      select ${id}, c.id, 'revoked', '误发', ${hr.accountId}, 'refused', ${office.accountId}, app_now()
      from certificates c where c.person_id = ${signer.personId} limit 1`;
    await refusedToAll(`update certificate_requests set decision = 'approved' where id = '${id}'`);
  });

  it('about a rule is not decided again, and no rule holds that one person made and published', async () => {
    const id = randomUUID();
    await owner`insert into policy_drafts (id, target, spec, effective_from, state, made_by, decided_by, decided_at)
      values (${id}, 'lifecycle', '{}', '2027-01-01', 'refused', ${office.accountId}, ${leader.accountId}, app_now())`;
    await refusedToAll(`update policy_drafts set state = 'published' where id = '${id}'`);
    await expect(owner`
      insert into lifecycle_versions (version, spec, effective_from, origin, made_by, approved_by)
      select 90, spec, '2027-01-01', 'unit', ${office.accountId}, ${office.accountId} from lifecycle_versions limit 1`).rejects.toThrow(
      'lifecycle_versions_two',
    );
    await expect(owner`
      insert into policy_drafts (target, spec, effective_from, state, made_by)
      values ('travel', '{}', '2027-01-01', 'published', ${office.accountId})`).rejects.toThrow('policy_drafts_two');
  });

  it('about a sign-in list closes the list: nobody is added, taken off or credited otherwise', async () => {
    const id = randomUUID();
    await owner`insert into training_sessions (id, title, mode, topics, unit_id, is_unit_organised, place, starts_at, ends_at, minutes, created_by)
      select ${id}, '集中培训', 'session', '{保密法律法规}', u.id, true, '会议室', app_now() - interval '3 hours', app_now() - interval '1 hour', 90, ${hr.accountId}
      from units u where u.code = 'T'`;
    const add = (personId: string) => `insert into session_attendees (session_id, person_id, source, recorded_by)
      values ('${id}', '${personId}', 'list', '${hr.accountId}')`;
    await sql.unsafe(add(signer.personId));
    await expect(
      owner`update training_sessions set state = 'approved', approved_by = ${office.accountId} where id = ${id}`,
    ).rejects.toThrow('training_sessions_two');
    await owner`update training_sessions set state = 'submitted', submitted_by = ${hr.accountId}, submitted_at = app_now() where id = ${id}`;
    await refusedToAll(add(leader.personId));
    await owner`update training_sessions set state = 'approved', approved_by = ${office.accountId}, approved_at = app_now() where id = ${id}`;
    await refusedToAll(add(leader.personId));
    await refusedToAll(`delete from session_attendees where session_id = '${id}'`);
    await refusedToAll(`update training_sessions set minutes = 900 where id = '${id}'`);
    await refusedToAll(`update training_sessions set state = 'void', approved_by = null where id = '${id}'`);
  });
});

describe('how long a 承诺书 was open', () => {
  it('is told by the clock of the database, whatever a statement says, and never changed', async () => {
    await refusedToAll(`update pledge_reads set opened_at = opened_at - interval '1 day'`);
    await refusedToAll('delete from pledge_reads');
    const [row] = await owner<{ same: boolean }[]>`
      insert into pledge_reads (case_id, account_id, pledge_id, pledge_version, opened_at)
      select id, ${hr.accountId}, 'entry', 1, '2020-01-01' from cases limit 1
      returning opened_at > app_now() - interval '1 minute' as same`;
    expect(row?.same).toBe(true);
  });
});
