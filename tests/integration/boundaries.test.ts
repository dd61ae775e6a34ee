import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Cruise = {
  summary: {
    totalCruised: number;
    totalDependenciesCruised: number;
    violations: { from: string; to: string; rule: { name: string } }[];
  };
};

const ROOT = join(import.meta.dirname, '../..');

function cruise(cwd: string, folders: readonly string[]): Cruise['summary'] {
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--config', config, '-T', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(stderr).not.toContain('missing-');
  return (JSON.parse(stdout) as Cruise).summary;
}

test('every import that breaks a rule is seen: plain, type-only, re-exported, dynamic, relative and by alias', () => {
  const { violations } = cruise(join(ROOT, 'tests/support/violations'), [
    'app',
    'components',
    'db',
    'domain',
    'server',
  ]);
  const seen = violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to.replace(/^.*node_modules\//, '')}`);
  const package_ = (name: string) =>
    seen
      .find((line) => line.startsWith(name))
      ?.split('→ ')[1]
      ?.split('/')[0];
  expect(seen).toEqual(
    expect.arrayContaining([
      'domain-is-pure: domain/reads-db.ts → db/table.ts',
      'domain-is-pure: domain/types-db.ts → db/table.ts',
      'domain-has-no-io: domain/reads-files.ts → fs',
      'db-looks-down: db/asks-server.ts → server/operation.ts',
      'server-looks-down: server/reads-table.ts → db/table.ts',
      'components-know-domain: components/asks-server.tsx → server/operation.ts',
      'components-know-domain: components/types-server.tsx → server/operation.ts',
      'app-is-thin: app/reads-rows.tsx → db/dal/rows.ts',
      'app-is-thin: app/types-rows.ts → db/dal/rows.ts',
      'app-is-thin: app/loads-rows.ts → db/dal/rows.ts',
    ]),
  );
  expect(package_('drizzle-only-in-db: server/uses-drizzle.ts')).toBe('drizzle-orm');
  expect(package_('drizzle-only-in-db: server/types-postgres.ts')).toBe('postgres');
  expect(seen.filter((line) => line.startsWith('no-circular: domain/'))).not.toHaveLength(0);
  expect(seen.filter((line) => line.includes('app/allowed.ts'))).toEqual([]);
});

test('the check reaches the whole product, not an empty folder', () => {
  const summary = cruise(ROOT, ['app', 'components', 'db', 'domain', 'server', 'scripts']);
  expect(summary.totalCruised).toBeGreaterThan(200);
  expect(summary.totalDependenciesCruised).toBeGreaterThan(summary.totalCruised);
});
