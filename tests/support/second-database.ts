import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { testClock } from './test-clock.ts';

/** One more copy of the migrated database beside the file's own, which the application's handles do not point at. */
export async function createSecondDatabase() {
  const template = new URL(inject('templateUrl'));
  const at = (name: string) => Object.assign(new URL(template), { pathname: `/${name}` }).href;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const maintenance = postgres(at('postgres'), { max: 1, onnotice: () => undefined });
  await maintenance.unsafe(`create database ${name} template ${template.pathname.slice(1)}`);
  const owner = postgres(at(name), { max: 1, onnotice: () => undefined });
  afterAll(async () => {
    await owner.end({ timeout: 5 });
    // A vacuum of the server itself may be at work in it; then it goes with the whole server at the end of the run.
    await maintenance.unsafe(`drop database ${name} with (force)`).catch(() => undefined);
    await maintenance.end({ timeout: 5 });
  });
  return { owner, ownerUrl: at(name), ...testClock(owner) };
}
