import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { testCluster } from './testCluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the Postgres that all tests of this run share. */
    testDataFolder: string;
  }
}

/** The first test that wants a database starts the server; here it only gets its place and its end. */
export default function setUp(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-test-postgres-'));
  project.provide('testDataFolder', folder);
  return async () => {
    if (readdirSync(folder).length > 0) await testCluster(folder).stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
