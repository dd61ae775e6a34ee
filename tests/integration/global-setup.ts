import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '#db/migrate.ts';
import { type Cluster, startCluster } from '#scripts/lib/cluster.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the migrated database that every test file gets a copy of. */
    templateUrl: string;
    /** The application's log-in to the same server. */
    webUrl: string;
  }
}

const TEMPLATE = 'shoumi_template';

let cluster: Cluster | undefined;
let dataDir: string | undefined;

/** Starts one real server for the whole run and migrates one database; files copy it (see test-database.ts). */
export async function setup(project: TestProject): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'shoumi-test-'));
  cluster = await startCluster({ dataDir });
  const owner = postgres(cluster.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe(`create database ${TEMPLATE}`);
  await owner.end();
  const template = new URL(cluster.ownerUrl);
  template.pathname = `/${TEMPLATE}`;
  await migrateDatabase(template.href);
  project.provide('templateUrl', template.href);
  project.provide('webUrl', cluster.url);
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}
