import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import typescriptEslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { owned, parts } from '../import-borders.js';
import { importBorders } from '../scripts/lint/importBorders.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const linter = new Linter({ cwd: root });

function complaints(file: string, code: string): string[] {
  const messages = linter.verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: typescriptEslint.parser },
      plugins: { gatescope: { rules: { 'import-borders': importBorders } } },
      rules: { 'gatescope/import-borders': 'error' },
    },
    { filename: `${root}src/${file}` },
  );
  return messages.map(({ message }) => message);
}

/** For every row: imports that its files must not have, most of them tempting. */
const forbidden: Record<string, string[]> = {
  networks: [
    "import { openStore } from '../store/store.ts'",
    "import type { RunRecord } from '../store/records.ts'",
    "import { readConfig } from '../config.ts'",
    "import { GraphQLError } from 'graphql'",
    "import pino from 'pino'",
  ],
  formats: ["import { makeRecipe } from '../networks/recipe.ts'"],
  figures: ["import { summarise } from '../inspection/statistics.ts'"],
  data: ["import { makeRecipe } from '../networks/recipe.ts'"],
  zoo: ["import type { ModelRecord } from '../store/records.ts'"],
  engines: [
    "import { epochOrder } from '../data/batches.ts'",
    "import { train } from '../training/trainer.ts'",
    "import { log } from '../logger.ts'",
  ],
  training: [
    "import { TensorFlowEngine } from '../engines/tensorflow/tensorflowEngine.ts'",
    "import type { EngineSourceOptions } from '../engines/engineSource.ts'",
    "import { saveCheckpoint } from '../store/checkpoints.ts'",
  ],
  inspection: [
    "const { start } = await import('../engines/tensorflow/runtime.ts')",
    "import { train } from '../training/trainer.ts'",
    "export { figure } from '../figures/heatmap.ts'",
  ],
  'config.ts': ["import { log } from './logger.ts'"],
  'logger.ts': ["import { openStore } from './store/store.ts'"],
  postgres: [
    "import { openStore } from '../store/store.ts'",
    "import { PrismaClient } from '../store/generated/client.ts'",
  ],
  store: [
    "import { makeRecipe } from '../networks/recipe.ts'",
    "import { startQueue } from '../jobs/queue.ts'",
    "import { PgBoss } from 'pg-boss'",
  ],
  jobs: [
    "import { trainRun } from '../work/trainRun.ts'",
    "import type { Session } from '../engines/engine.ts'",
    "import type { Prisma } from '../store/generated/client.ts'",
  ],
  work: [
    "import { RunType } from '../schema/run.ts'",
    "import { createEngineSource } from '../engines/engineSource.ts'",
    "import { startServer } from '../http/app.ts'",
  ],
  schema: [
    "import { openStore } from '../store/store.ts'",
    "import { Inspector } from '../inspection/inspector.ts'",
    "import express from 'express'",
    "import { z } from 'zod'",
  ],
  service: [
    "import { train } from '../training/trainer.ts'",
    "import type { Engine } from '../engines/engine.ts'",
    "import { ModelResolver } from '../resolvers/models/modelResolver.ts'",
    "import { PrismaClient } from '@prisma/client'",
    "import { readConfig } from '../config.ts'",
    "import express from 'express'",
    "import { GraphQLError } from 'graphql'",
    "import { Split } from '../schema/enums.ts'",
  ],
  resolvers: [
    "import { train } from '../training/trainer.ts'",
    "import type { Engine } from '../engines/engine.ts'",
    "import { PrismaClient } from '@prisma/client'",
    "import { readConfig } from '../config.ts'",
    "import express from 'express'",
  ],
  http: [
    "import { startQueue } from '../jobs/queue.ts'",
    "import { makeRecipe } from '../networks/recipe.ts'",
    "import type { Engine } from '../engines/engine.ts'",
  ],
  'main.ts': ["import tf from '@tensorflow/tfjs-node-gpu'"],
  'server.ts': ["import { PrismaClient } from './store/generated/client.ts'"],
  'worker.ts': ["import { PgBoss } from 'pg-boss'"],
  programs: ["const boss = require('pg-boss')"],
};

const allowed: [file: string, code: string][] = [
  ['networks/cells/lstm.ts', "import { invalidArgument } from '../../errors.ts'"],
  ['networks/cells/lstm.ts', "import { makeRecipe } from '../recipe.ts'"],
  ['data/png.ts', "import { readPng } from '../formats/png.ts'"],
  ['engines/engine.ts', "import type { TrainingData } from '../data/trainingData.ts'"],
  ['engines/tensorflow/runtime.ts', "const tf = await import('@tensorflow/tfjs-node-gpu')"],
  ['engines/tensorflow/split.ts', "import { splitNames } from '../../data/split.ts'"],
  ['training/trainer.ts', "import type { Engine } from '../engines/engine.ts'"],
  ['inspection/inspector.ts', "import { inputImage } from '../data/inputImage.ts'"],
  ['store/client.ts', "import { PrismaClient } from './generated/client.ts'"],
  ['store/client.ts', "import { PrismaPg } from '@prisma/adapter-pg'"],
  ['store/runs.ts', "import type { Recipe } from '../networks/recipe.ts'"],
  ['jobs/queue.ts', "import { PgBoss } from 'pg-boss'"],
  ['postgres/start.ts', "import type { Config } from '../config.ts'"],
  ['work/trainRun.ts', "import { logger } from '../logger.ts'"],
  ['schema/enums.ts', "import { cellNames } from '../networks/recipe.ts'"],
  ['schema/run.ts', "import type { RunStore } from '../store/runs.ts'"],
  ['resolvers/run.ts', "import { Run } from '../schema/run.ts'"],
  ['service/reading/openTrace.ts', "import { Inspector } from '../../inspection/inspector.ts'"],
  ['resolvers/run.ts', "import { findRun } from '../service/records/findRun.ts'"],
  ['http/app.ts', "import express from 'express'"],
  ['http/app.ts', "import { readFile } from 'node:fs/promises'"],
  ['worker.ts', "const source = await import('./engines/engineSource.ts')"],
];

describe('the import borders', () => {
  it('have examples for every row', () => {
    expect(Object.keys(forbidden).sort()).toEqual(Object.keys(parts).sort());
  });

  const examples = Object.entries(forbidden).flatMap(([part, codes]) =>
    codes.map((code): [string, string] => [part.endsWith('.ts') ? part : `${part}/a.ts`, code]),
  );
  it.each(examples)('in %s forbid %s', (file, code) => {
    expect(complaints(file, code)).toHaveLength(1);
  });

  it.each(allowed)('in %s allow %s', (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });

  it('let types pass where a row says so, and no values', () => {
    const value = "import { epochOrder } from '../data/batches.ts'";
    const type = "import type { Batch } from '../data/batches.ts'";
    // What is left of it at run time is an import without names.
    const inline = "import { type Batch } from '../data/batches.ts'";
    expect(complaints('engines/a.ts', type)).toEqual([]);
    for (const code of [value, inline]) {
      expect(complaints('engines/a.ts', code)).toEqual([
        'engines may import only types from data/batches.ts: an engine computes what it is handed',
      ]);
    }
  });

  it('see every way of importing', () => {
    const ways = [
      "import '../jobs/queue.ts'",
      "export * from '../jobs/queue.ts'",
      "export type { Queue } from '../jobs/queue.ts'",
      "type Queue = import('../jobs/queue.ts').Queue",
      "void import('../jobs/queue.ts')",
      "require('../jobs/queue.ts')",
    ];
    for (const code of ways) expect(complaints('networks/a.ts', code), code).toHaveLength(1);
  });

  it('cannot be passed by a computed name, an absolute path or a way round', () => {
    for (const code of [
      'void import(name)',
      'void import(`../jobs/${name}.ts`)',
      "import '/srv/gatescope/src/jobs/queue.ts'",
      "import 'file:///srv/gatescope/src/jobs/queue.ts'",
      "import '../../src/jobs/queue.ts'",
    ]) {
      expect(complaints('networks/a.ts', code), code).toHaveLength(1);
    }
  });

  it('know nothing of a folder without a row', () => {
    expect(complaints('utils/a.ts', "import 'node:fs'")).toEqual([
      'src/utils/a.ts has no row in import-borders.js',
    ]);
    expect(complaints('http/a.ts', "import '../utils/a.ts'")).toEqual([
      'utils/a.ts has no row in import-borders.js',
    ]);
  });

  it('keep what is free for all from importing anything', () => {
    expect(complaints('errors.ts', "import { readConfig } from './config.ts'")).toHaveLength(1);
  });

  it.each(owned)('let $owners alone import $imports', ({ imports, owners }) => {
    for (const name of imports) {
      const source = name.startsWith('./') ? `.${name}/a.ts` : name;
      const owner = owners[0]?.endsWith('.ts') ? owners[0] : `${String(owners[0])}/a.ts`;
      expect(complaints('programs/a.ts', `import '${source}'`), name).toHaveLength(1);
      expect(complaints(owner, `import '${source}'`), name).toEqual([]);
    }
  });

  it('are part of the checks of every file in src', async () => {
    const eslint = new ESLint({ cwd: root });
    for (const part of ['networks/a.ts', 'engines/tensorflow/a.ts', 'main.ts']) {
      const config: unknown = await eslint.calculateConfigForFile(`src/${part}`);
      expect(config).toMatchObject({ rules: { 'gatescope/import-borders': [2] } });
    }
  });
});
