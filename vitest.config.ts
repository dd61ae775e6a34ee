import { defineConfig } from 'vitest/config';

/** Pure code is tested beside itself (`unit`); whatever needs the database runs under `tests/integration`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{domain,server,db,components,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/**'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/global-setup.ts'],
          pool: 'forks',
          fileParallelism: true,
          maxWorkers: 2,
          // No test asserts a time; a busy machine must not fail one that is right.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
