import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, inject } from 'vitest';
import { closePools, type Db, db } from '#db/client.ts';
import { type TestClock, testClock } from './test-clock.ts';

export type TestDatabase = TestClock & {
  /** The application's handle, with the application's rights. */
  readonly db: Db;
  /** The owner's raw handle: arranges what the application may not do, and looks at what it wrote. */
  readonly owner: Sql;
  readonly url: string;
  readonly ownerUrl: string;
};

/**
 * Gives the calling test file its own copy of the migrated database and points the application's handles
 * (`db`, `hotSql`, `sql`, `readDb`) at it. Call it once a file, before the first use of any of them; what it opened is
 * closed and dropped when the file ends.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const maintenance = postgres(onDatabase(template, 'postgres'), { max: 1, onnotice: () => undefined });
  await maintenance.unsafe(`create database ${name} template ${template.pathname.slice(1)}`);
  const url = onDatabase(new URL(inject('webUrl')), name);
  const ownerUrl = onDatabase(template, name);
  pointApplicationAt(url, ownerUrl);
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  afterAll(async () => {
    await closePools();
    await owner.end({ timeout: 5 });
    // A vacuum of the server itself may be at work in it; then it goes with the whole server at the end of the run.
    await maintenance.unsafe(`drop database ${name} with (force)`).catch(() => undefined);
    await maintenance.end({ timeout: 5 });
  });
  return { db, owner, url, ownerUrl, ...testClock(owner) };
}

function onDatabase(url: URL, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

function pointApplicationAt(url: string, ownerUrl: string): void {
  Object.assign(process.env, {
    NODE_ENV: 'test',
    // The address the tests call from, whatever port the surrounding run has for its browser.
    HOST: '127.0.0.1',
    PORT: '3000',
    PUBLIC_URL: '',
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    DATABASE_READ_URL: url,
    AUTH_SECRET: randomUUID() + randomUUID(),
    LOG_LEVEL: 'silent',
    SHOUMI_DATA_DIR: mkdtempSync(join(tmpdir(), 'shoumi-test-data-')),
  });
}
