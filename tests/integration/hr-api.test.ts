import { beforeAll, describe, expect, it } from 'vitest';
import { refreshAllPlanProgress } from '#db/dal/plan-progress.ts';
import { createApi } from '#server/http/api.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { peopleBuilder } from '#tests/support/people-builder.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const { db, owner } = await createTestDatabase();
const build = peopleBuilder(owner);
let call: ReturnType<typeof caller>;
let officer: string;
let employee: string;
let personId: string;

beforeAll(async () => {
  await build.organisation('江澜市测试院');
  await build.policy('annual-all', null);
  const unit = await build.unit('A', '甲部');
  personId = await build.person({ name: '赵成', unit });
  await build.plan(personId, { dueOn: '2099-12-31' });
  await refreshAllPlanProgress(db);
  const account = await build.account(null, 'OFFICER');
  await owner`insert into account_roles (account_id, role, role_class, unit_id) values (${account}, 'unit-officer', 'business', ${unit})`;
  officer = (await openSession(owner, account)).cookie;
  employee = (await openSession(owner, await build.account(personId, 'EMPLOYEE'))).cookie;
  const api = createApi();
  await api.ready();
  call = caller(api);
});

const XLSX = '/api/v1/hr/people.xlsx';
const REMIND = '/api/v1/hr/reminders';

describe('the API of 人事', () => {
  it('is closed to people without a role and to those not signed in', async () => {
    expect((await call('GET', XLSX, employee)).status).toBe(403);
    expect(
      (await call('POST', REMIND, employee, { personIds: [personId], planKind: 'annual-all', year: 2026 })).status,
    ).toBe(403);
    expect((await call('GET', XLSX, null)).status).toBe(401);
  });

  it('gives a workbook', async () => {
    const answer = await call('GET', `${XLSX}?year=2026`, officer);
    expect(answer.status).toBe(200);
  });

  it.each([
    'pageSize=1000000000',
    'sort=%22%3B',
    'unit=1',
    'year=x',
    'status=%27',
    'hoursFrom=1e999',
    'asOf=2026-02-30',
  ])('refuses what is not on its list: %s', async (query) => {
    expect((await call('GET', `${XLSX}?${query}`, officer)).status).toBe(400);
  });

  it('reminds at most 500 people a call and takes nothing beyond its fields', async () => {
    const body = { personIds: [personId], planKind: 'annual-all', year: 2026 };
    expect((await call('POST', REMIND, officer, body)).status).toBe(200);
    expect((await call('POST', REMIND, officer, { ...body, personIds: new Array(501).fill(personId) })).status).toBe(
      400,
    );
    expect((await call('POST', REMIND, officer, { ...body, title: '任意标题' })).status).toBe(400);
    expect((await call('POST', REMIND, officer, { ...body, personIds: [] })).status).toBe(400);
  });
});
