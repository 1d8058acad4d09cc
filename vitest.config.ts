import { defineConfig } from 'vitest/config';

/** TensorFlow takes half a second to load and Postgres a second to start, on a busy machine more. */
const PATIENCE_MS = 60_000;
const SLOW_PATIENCE_MS = 15 * 60_000;

const shared = {
  resolve: {
    // Bundlers and Node would each take another file of the graphql package, and two copies of it
    // refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
} as const;

export default defineConfig({
  ...shared,
  test: {
    // Processes, not threads: TensorFlow's native library allows one owner a process.
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: 'quick',
          globalSetup: ['test/postgres/globalSetup.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        ...shared,
        test: {
          name: 'slow',
          globalSetup: ['test/postgres/globalSetup.ts'],
          include: ['test/slow/**/*.test.ts'],
          testTimeout: SLOW_PATIENCE_MS,
          hookTimeout: SLOW_PATIENCE_MS,
        },
      },
    ],
  },
});
