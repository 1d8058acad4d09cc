import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { engineLack } from '../../src/engines/engineLack.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { encodeSafetensors } from '../../src/formats/safetensors.ts';
import { createApp } from '../../src/http/app.ts';
import { Inspector } from '../../src/inspection/inspector.ts';
import { RunEvents } from '../../src/jobs/runEvents.ts';
import { openJobQueue } from '../../src/jobs/openJobQueue.ts';
import { TrainingQueue } from '../../src/jobs/trainingQueue.ts';
import { createLogger } from '../../src/logger.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import { parameterCount } from '../../src/networks/parameters.ts';
import {
  makeRecipe,
  type Network,
  type Recipe,
  type RecipeChoices,
  type WholeImageRecipe,
} from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import type { Services } from '../../src/service/services.ts';
import type { CurvePointRecord, ModelRecord, NewRun } from '../../src/store/records.ts';
import { openStore } from '../../src/store/store.ts';
import { architectureForRecipe } from '../../src/zoo/architectures.ts';
import { openTestDatabase } from '../postgres/testDatabase.ts';

const DASHBOARD = fileURLToPath(new URL('../../dist/web', import.meta.url));

export interface GraphQLAnswer<Data> {
  data: Data;
  errors?: AnsweredError[];
}

export interface AnsweredError {
  message: string;
  extensions: { code: string; argument?: string };
}

/** The API on a free port with a database of its own, real data and a real engine; no worker. */
export interface TestService extends Services {
  url: string;
  databaseUrl: string;
  datasetsFolder: string;
  /** @typeParam Data what the query gives, which is the test's business */
  ask<Data>(query: string, variables?: object): Promise<GraphQLAnswer<Data>>;
  /** Code and message of the only error. */
  askInVain(query: string, variables?: object): Promise<[code: string, message: string]>;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startTestService(origins: string[] = []): Promise<TestService> {
  const database = await openTestDatabase();
  const databaseUrl = database.url;
  const logger = createLogger('test', 'silent');
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-api-'));
  const datasetsFolder = join(folder, 'datasets');
  const store = await openStore(databaseUrl);
  const events = new RunEvents(databaseUrl, logger);
  const jobs = await openJobQueue({ databaseUrl, store, events, logger });
  const queue = new TrainingQueue(jobs, store);
  const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: datasetsFolder });
  const inspector = new Inspector(engines);
  const services = { store, events, queue, catalog, inspector, engineLack };
  const dashboard = { folder: DASHBOARD, embedders: [] };
  const app = await createApp({ services, origins, dashboard, logger });
  const url = `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}`;

  const get: TestService['get'] = (path, headers = {}) =>
    fetch(`${url}${path}`, { headers, redirect: 'manual' });
  const post: TestService['post'] = (body, headers = {}) => {
    const all = { 'content-type': 'application/json', ...headers };
    return fetch(`${url}/graphql`, { method: 'POST', headers: all, body });
  };
  async function ask<Data>(query: string, variables = {}): Promise<GraphQLAnswer<Data>> {
    const response = await post(JSON.stringify({ query, variables }));
    return (await response.json()) as GraphQLAnswer<Data>;
  }
  return {
    ...services,
    url,
    databaseUrl,
    datasetsFolder,
    get,
    post,
    ask,
    async askInVain(query, variables = {}) {
      const { errors = [] } = await ask(query, variables);
      if (errors.length !== 1) throw new Error(`expected one error, got ${errors.length}`);
      const [{ extensions, message }] = errors as [AnsweredError];
      return [extensions.code, message];
    },
    async close() {
      await app.close();
      await jobs.stop({ timeoutMs: 1000 });
      await Promise.all([events.close(), engines.close(), store.close()]);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A recurrent recipe by its choices, or one of the whole image. */
export type TestRecipe = RecipeChoices | WholeImageRecipe;

export function newRun(choices: TestRecipe, change: Partial<NewRun> = {}): NewRun {
  const recipe: Recipe = 'cell' in choices ? makeRecipe(choices) : choices;
  return {
    name: null,
    architecture: architectureForRecipe(recipe).slug,
    network: { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
    options: defaultTrainingOptions,
    seriesId: null,
    dataset: { name: 'mnist', sha256: 'a'.repeat(64) },
    engineChoice: 'AUTO',
    totalSteps: 2149,
    ...change,
  };
}

/** A model with its starting weights, as if a run had ended at once, with its last snapshot. */
export async function addModel(
  { store }: Pick<Services, 'store'>,
  choices: TestRecipe,
  options: {
    name?: string;
    seed?: number;
    curvePoints?: CurvePointRecord[];
    /** Of the weights, where they are to seem damaged. */
    sha256?: string;
    /** Weights other than the initial ones of the seed. */
    parametersOf?: (network: Network) => Float32Array;
  } = {},
): Promise<ModelRecord> {
  const run = await store.runs.create(newRun(choices, { name: options.name ?? null }));
  const began = await store.runs.beginAttempt(run.id);
  const attempt = store.attempt(run.id, began?.attempt ?? 1);
  const { network, totalSteps: step } = run;
  const parameters =
    options.parametersOf?.(network) ?? initialParameters(network, options.seed ?? 1);
  const snapshot = { step, parameters };
  await attempt.record({ step, curvePoints: [], snapshot });
  const bytes = encodeSafetensors(tensorsFromParameters(network, parameters));
  const sha256 = options.sha256 ?? createHash('sha256').update(bytes).digest('hex');
  return attempt.succeed({
    step,
    keptStep: step,
    curvePoints: options.curvePoints ?? [],
    evaluation: { ...evaluation },
    weights: { bytes, sha256 },
    parameterCount: parameterCount(network),
  });
}

export const evaluation = {
  split: 'TEST',
  examples: 10_000,
  crossEntropy: 0.125,
  accuracy: 0.9637,
  confusion: Array.from({ length: 10 }, (_, label) =>
    Array.from({ length: 10 }, (_, other) => (label === other ? 1000 : 0)),
  ),
} as const satisfies { split: 'TEST' } & Record<string, unknown>;

export function weightsFile(network: Network, seed: number): Uint8Array {
  return encodeSafetensors(tensorsFromParameters(network, initialParameters(network, seed)));
}

/** What an iteration gives next; nothing once it has ended. */
export async function nextOf<T>(iterator: AsyncIterator<T>): Promise<T | undefined> {
  const { value } = (await iterator.next()) as IteratorResult<T, undefined>;
  return value;
}

/** What a browser asks with that has a file already; fetch alone would refuse to take it from there. */
export function revalidation(etag: string): Record<string, string> {
  return { 'if-none-match': etag, 'cache-control': 'max-age=0' };
}
