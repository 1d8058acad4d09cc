import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** TensorFlow takes half a second to load and Postgres a second to start, on a busy machine more. */
const PATIENCE_MS = 60_000;
const SLOW_PATIENCE_MS = 15 * 60_000;

/** What starts programs and waits for them, more than it computes; each file has its own process. */
const programs = [
  'test/running/**/*.test.ts',
  'test/programs/**/*.test.ts',
  'test/jobs/**/*.test.ts',
  'test/http/serverProgram.test.ts',
  'test/web/browser/**/*.test.ts',
];
/** TensorFlow keeps the number of threads that it was loaded with: here it is 2, elsewhere 1. */
const engines = [
  'test/engines/**/*.test.ts',
  'test/training/**/*.test.ts',
  'test/zoo/**/*.test.ts',
];

const shared = {
  resolve: {
    // Bundlers and Node would each take another file of the graphql package, and two copies of it
    // refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
} as const;

const withPrograms = ['test/postgres/globalSetup.ts', 'test/running/compiledSetup.ts'];

const perProject = {
  globalSetup: ['test/postgres/globalSetup.ts'],
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
};

/** Files of one project after each other, since only they can follow each other in a process. */
class ByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.sort((a, b) => a.project.name.localeCompare(b.project.name));
  }
}

export default defineConfig({
  ...shared,
  test: {
    // Processes, not threads: TensorFlow's native library allows one owner a process.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: ByProject },
    projects: [
      {
        ...shared,
        test: {
          ...perProject,
          name: 'engines',
          include: engines,
          // A process takes file after file: what they import is loaded once.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          ...perProject,
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**', ...engines, ...programs],
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          ...perProject,
          name: 'programs',
          globalSetup: withPrograms,
          include: programs,
        },
      },
      {
        ...shared,
        test: {
          ...perProject,
          name: 'slow',
          globalSetup: withPrograms,
          include: ['test/slow/**/*.test.ts'],
          testTimeout: SLOW_PATIENCE_MS,
          hookTimeout: SLOW_PATIENCE_MS,
        },
      },
    ],
  },
});
