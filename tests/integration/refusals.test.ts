import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { beforeAll, expect, it } from 'vitest';
import { createApi } from '#server/http/api.ts';
import { gateFor } from '#server/http/page-gate.ts';
import { caller } from '#tests/support/exam-world.ts';
import { newAdministrator, newEmployee } from '#tests/support/identities.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
let world: TestDatabase;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  world = await createTestDatabase();
  const api = createApi();
  await api.ready();
  call = caller(api);
});

function openPage(path: string, cookie: string | null) {
  const request = new IncomingMessage(new Socket());
  request.url = path;
  Object.assign(request.headers, {
    'x-request-id': randomUUID(),
    'x-shoumi-ip': '10.0.0.1',
    ...(cookie ? { cookie } : {}),
  });
  return gateFor(request, path);
}

const rowsOf = (accountId: string) =>
  world.owner<{ action: string; subject_id: string; ip: string; detail: unknown }[]>`
    select action, subject_id, ip, detail from audit_events
    where actor_account_id = ${accountId} and outcome = 'refused' order by seq_no`;

it('a page that is not theirs is hidden from a person and leaves one row in the trail', async () => {
  const { cookie, accountId } = await newEmployee(world.owner, YEAR, 'employee');
  expect(await openPage('/admin/audit', cookie)).toEqual({ kind: 'hide' });
  expect(await rowsOf(accountId)).toMatchObject([
    { action: 'admin.audit', subject_id: '/admin/audit', ip: '10.0.0.1' },
  ]);
});

it('a page that is theirs, or asked for by nobody signed in, leaves none', async () => {
  const { cookie, accountId } = await newAdministrator(world.owner, 'auditor');
  expect(await openPage('/admin/audit', cookie)).toEqual({ kind: 'open' });
  expect(await openPage('/admin/audit', null)).toMatchObject({ kind: 'redirect' });
  expect(await rowsOf(accountId)).toEqual([]);
});

it('nobody can fill the trail with refusals: the last row of the hour says that more were left out', async () => {
  const { cookie, accountId } = await newEmployee(world.owner, YEAR, 'employee');
  for (let no = 0; no < 25; no += 1) {
    await Promise.all(Array.from({ length: 10 }, () => call('GET', '/api/v1/admin/audit.csv', cookie)));
  }
  const rows = await rowsOf(accountId);
  expect(rows).toHaveLength(200);
  expect(rows.filter(({ detail }) => JSON.stringify(detail) === '{"furtherLeftOut":true}')).toHaveLength(1);
});
