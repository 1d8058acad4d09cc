import { describe, expect, it } from 'vitest';
import { owned, parts } from '../import-borders.js';
import { importComplaints, type ImportExample } from './importComplaints.ts';

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
  web: [
    "import { openStore } from '../store/store.ts'",
    "import { ask } from '../service/services.ts'",
    "import { decodePng } from '../formats/png.ts'",
    "import { traceSvg } from '../figures/traceSvg.ts'",
    "import { Dataset } from '../data/dataset.ts'",
    "import { scaleLinear } from 'd3-scale'",
    "import express from 'express'",
  ],
  'main.ts': ["import tf from '@tensorflow/tfjs-node-gpu'"],
  'server.ts': ["import { PrismaClient } from './store/generated/client.ts'"],
  'worker.ts': ["import { PgBoss } from 'pg-boss'"],
  programs: ["const boss = require('pg-boss')"],
};

const allowed: ImportExample[] = [
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
  ['web/api/client.ts', "import { createClient } from 'graphql-ws'"],
  ['web/look/a.tsx', "import { cellOf } from '../../networks/cells/cellOf.ts'"],
  ['http/app.ts', "import { readFile } from 'node:fs/promises'"],
  ['worker.ts', "const source = await import('./engines/engineSource.ts')"],
];

const forbiddenExamples = Object.entries(forbidden).flatMap(([part, codes]) =>
  codes.map((code): ImportExample => [part.endsWith('.ts') ? part : `${part}/a.ts`, code]),
);

const value = "import { epochOrder } from '../data/batches.ts'";
const type = "import type { Batch } from '../data/batches.ts'";
// What is left of it at run time is an import without names.
const inlineType = "import { type Batch } from '../data/batches.ts'";

const ways = [
  "import '../jobs/queue.ts'",
  "export * from '../jobs/queue.ts'",
  "export type { Queue } from '../jobs/queue.ts'",
  "type Queue = import('../jobs/queue.ts').Queue",
  "void import('../jobs/queue.ts')",
  "require('../jobs/queue.ts')",
];
const evasions = [
  'void import(name)',
  'void import(`../jobs/${name}.ts`)',
  "import '/srv/gatescope/src/jobs/queue.ts'",
  "import 'file:///srv/gatescope/src/jobs/queue.ts'",
  "import '../../src/jobs/queue.ts'",
];
const fromUnknown: ImportExample = ['utils/a.ts', "import 'node:fs'"];
const ofUnknown: ImportExample = ['http/a.ts', "import '../utils/a.ts'"];
const fromFree: ImportExample = ['errors.ts', "import { readConfig } from './config.ts'"];

const ownedExamples = owned.flatMap(({ imports, owners }) =>
  imports.map((name) => {
    const code = `import '${name.startsWith('./') ? `.${name}/a.ts` : name}'`;
    const [owner = ''] = owners;
    return { name, owners, code, owner: owner.endsWith('.ts') ? owner : `${owner}/a.ts` };
  }),
);

const refused = await importComplaints([
  ...forbiddenExamples,
  ...[value, type, inlineType].map((code): ImportExample => ['engines/a.ts', code]),
  ...[...ways, ...evasions].map((code): ImportExample => ['networks/a.ts', code]),
  ...[fromUnknown, ofUnknown, fromFree],
  ...ownedExamples.map(({ code }): ImportExample => ['programs/a.ts', code]),
]);
const accepted = await importComplaints([
  ...allowed,
  ...ownedExamples.map(({ owner, code }): ImportExample => [owner, code]),
]);

describe('the import borders', () => {
  it('have examples for every row', () => {
    expect(Object.keys(forbidden).sort()).toEqual(Object.keys(parts).sort());
  });

  it.each(forbiddenExamples)('in %s forbid %s', (file, code) => {
    expect(refused(file, code)).toHaveLength(1);
  });

  it.each(allowed)('in %s allow %s', (file, code) => {
    expect(accepted(file, code)).toEqual([]);
  });

  it('let types pass where a row says so, and no values', () => {
    expect(refused('engines/a.ts', type)).toEqual([]);
    for (const code of [value, inlineType]) {
      expect(refused('engines/a.ts', code)).toEqual([
        'engines may import only types from data/batches.ts: an engine computes what it is handed',
      ]);
    }
  });

  it.each(ways)('see %s', (code) => {
    expect(refused('networks/a.ts', code)).toHaveLength(1);
  });

  it.each(evasions)('are not passed by %s', (code) => {
    expect(refused('networks/a.ts', code)).toHaveLength(1);
  });

  it('know nothing of a folder without a row', () => {
    expect(refused(...fromUnknown)).toEqual([
      expect.stringMatching(/^src\/utils\/\w+\.ts has no row in import-borders\.js$/),
    ]);
    expect(refused(...ofUnknown)).toEqual(['utils/a.ts has no row in import-borders.js']);
  });

  it('keep what is free for all from importing anything', () => {
    expect(refused(...fromFree)).toHaveLength(1);
  });

  it.each(ownedExamples)('let $owners alone import $name', ({ code, owner }) => {
    expect(refused('programs/a.ts', code)).toHaveLength(1);
    expect(accepted(owner, code)).toEqual([]);
  });
});
