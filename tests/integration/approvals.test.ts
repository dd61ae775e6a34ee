import { describe, expect, it } from 'vitest';
import { db } from '#db/client.ts';
import { countApprovals } from '#db/dal/approvals.ts';
import type { Principal } from '#domain/access/principal.ts';
import { APPROVERS, approvalsTotal, waitingApprovals } from '#domain/people/approvals.ts';
import { frameOf } from '#server/operations/frame.ts';
import { OPERATIONS } from '#server/policies.ts';
import { sessionWorld } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner } = world;
const { build, person, who, handedIn, hr, office, officer, employee } = await sessionWorld(world);
const leader = await who(['leader'], null);
const onList = await who(['hr'], person.two);

const counts = (principal: Principal) => countApprovals(db, principal);

describe('what waits for an approval', () => {
  it('is counted for whoever may decide, never for who asked, whose it is, or who looks after a unit alone', async () => {
    await handedIn(officer, [person.two]);
    const plan = await build.plan(person.two, { kind: 'annual-all' });
    await owner`insert into plan_exemptions (assignment_id, kind, cause, reason, requested_by)
      values (${plan}, 'exempt', 'sick', '住院', ${officer.accountId})`;
    const [row] = await owner<{ id: string }[]>`
      insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to)
      values (${person.two}, 2026, 45, 'session', '培训', app_now(), app_now()) returning id`;
    await owner`insert into ledger_corrections (ledger_id, minutes, reason, requested_by)
      values (${row?.id ?? ''}, 45, '重复登记', ${hr.accountId})`;
    await owner`insert into policy_drafts (target, spec, effective_from, state, made_by, submitted_at)
      values ('annual-all', '{}', '2027-01-01', 'submitted', ${office.accountId}, app_now())`;

    expect(await counts(hr)).toEqual({ session: 1, exemption: 1, correction: 0, policy: 0, certificate: 0 });
    expect(await counts(office)).toEqual({ session: 1, exemption: 1, correction: 1, policy: 0, certificate: 0 });
    expect(await counts(leader)).toEqual({ session: 0, exemption: 0, correction: 0, policy: 1, certificate: 0 });
    // 人事 on the list, whose plan and hours they are.
    expect(approvalsTotal(await counts(onList))).toBe(0);
    expect(approvalsTotal(await counts(officer))).toBe(0);
    expect(approvalsTotal(await counts(employee))).toBe(0);
  });

  it('stands in the number beside 待办, and each line leads to where it is decided', async () => {
    expect((await frameOf(office)).todo).toBe(3);
    expect((await frameOf(officer)).todo).toBe(0);
    expect(waitingApprovals(await counts(office)).map(({ kind, count, href }) => [kind, count, href])).toEqual([
      ['session', 1, '/hr/sessions?state=submitted'],
      ['exemption', 1, '/hr/plans'],
      ['correction', 1, '/hr/corrections'],
    ]);
  });

  it('is shown to exactly the roles that may decide', () => {
    const deciding = {
      session: OPERATIONS['hours.session-approve'],
      exemption: OPERATIONS['hr.exemption-decide'],
      correction: OPERATIONS['hours.correction-decide'],
      policy: OPERATIONS['policy.decide'],
      certificate: OPERATIONS['certificate.decide'],
    };
    for (const [kind, policy] of Object.entries(deciding)) {
      expect(policy, kind).toMatchObject({ who: { anyRole: APPROVERS[kind as keyof typeof APPROVERS] } });
    }
  });
});
