import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { authorize } from '#server/auth/authorize.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let world: TestDatabase;

beforeAll(async () => {
  world = await createTestDatabase();
});

const request = { headers: { 'x-shoumi-ip': '10.0.0.1', 'x-request-id': randomUUID() } };

it.each([
  ['a null sign', 'E0001\0'],
  ['a line break', 'E0001\nE0002'],
])('refuses a 工号 with %s like any other', async (_name, employeeNo) => {
  expect(await authorize({ employeeNo, password: 'x' }, request)).toBeNull();
});

it('gives of an unexpected error nothing but its code, since next-auth writes it into an address', async () => {
  await world.owner`alter table login_throttle rename to hidden`;
  await expect(authorize({ employeeNo: 'E0001', password: 'canary' }, request)).rejects.toThrow(/^INTERNAL$/);
  await world.owner`alter table hidden rename to login_throttle`;
  expect(await authorize({ employeeNo: 'E0001', password: 'canary' }, request)).toBeNull();
});
