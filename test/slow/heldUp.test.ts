import { setTimeout as sleep } from 'node:timers/promises';

import { parse, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { limits } from '../../src/http/limits/limits.ts';
import { operationCost } from '../../src/http/limits/operationCost.ts';
import { buildApiSchema } from '../../src/resolvers/apiSchema.ts';
import { RunningService } from '../running/runningService.ts';

/** How long any other request may be held up, on a machine that does nothing else. */
const LONGEST_MS = 100;
/** Else so many times what it waits for there anyway. */
const MOST_TIMES = 3;
const IDLE_MS = 3_000;

const schema = buildApiSchema();
const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');
const example = (index: number) => `{ example: { index: ${index} } }`;
const images = (count: number) => `[${times(count, example)}]`;
const INTERVENTIONS = `[${times(64, () => '{ activation: "layers.0.hiddenState", scale: 0.5 }')}]`;
const TRACE = 'decision { label step } predictions { label probabilities }';
const introspected = `types { name description
  fields { name description args { name description type { name ofType { name } } } } }`;

/** A kind of request, as large as `size` says. */
const kinds: [string, (size: number) => string][] = [
  ['introspection', (size) => `{ ${times(size, (n) => `a${n}: __schema { ${introspected} }`)} }`],
  ...['lstm-128-batch-norm', 'lstm-128', 'gru-3x32'].flatMap(
    (model): [string, (size: number) => string][] => [
      [
        `interventions in ${model}`,
        (size) => `{ traces(images: ${images(size)}, models: ["${model}"],
          interventions: ${INTERVENTIONS}) { ${TRACE} } }`,
      ],
      [
        `traces of ${model}`,
        (size) => `{ traces(images: ${images(size)}, models: ["${model}"]) { ${TRACE} } }`,
      ],
    ],
  ),
  [
    'images to copy from',
    (size) =>
      `{ trace(image: ${example(0)}, model: "lstm-128-batch-norm", interventions: [${times(
        size,
        (n) => `{ activation: "layers.0.hiddenState", fromImage: ${example(n + 1)} }`,
      )}]) { ${TRACE} } }`,
  ],
  [
    'figures',
    (size) => `{ traces(images: ${images(size)}, models: ["lstm-128"]) { figure { svg } } }`,
  ],
  ['PNGs', (size) => `{ ${times(size, (n) => `i${n}: image(image: ${example(n)}) { png }`)} }`],
  [
    'comparisons',
    (size) =>
      `{ comparison(models: [${times(size + 1, (n) => `"${zoo[n % zoo.length]}"`)}]) { examples } }`,
  ],
];
const zoo = [
  'lstm-32',
  'lstm-64',
  'lstm-128',
  'gru-32',
  'gru-64',
  'gru-128',
  'lstm-128-batch-norm',
];

function costOf(query: string): number {
  const document = parse(query);
  const [operation] = document.definitions as [OperationDefinitionNode];
  return operationCost({ schema, document, operation, variables: {} });
}

/** As much of a kind as one request may ask for. */
function dearest(kind: (size: number) => string, most: number): string {
  let size = 1;
  while (size < most && costOf(kind(size + 1)) <= limits.cost) size++;
  return kind(size);
}

let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
});
afterAll(() => service.remove());

async function ask(query: string): Promise<string> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.text()).slice(0, 200);
}

/** The longest that `/healthz` took while something went on, in milliseconds. */
async function longestWait(meanwhile: Promise<unknown>): Promise<number> {
  let longest = 0;
  const state = { ended: false };
  void meanwhile.finally(() => (state.ended = true));
  do {
    const began = performance.now();
    await (await fetch(`${service.url}/healthz`)).text();
    longest = Math.max(longest, performance.now() - began);
  } while (!state.ended);
  return longest;
}

test.each(kinds)('the dearest request of %s holds nobody up', async (name, kind) => {
  const query = dearest(kind, name === 'comparisons' ? zoo.length - 1 : 20);
  // Models and engines are loaded once, which is not what is asked about here.
  await ask(kind(1));
  const idle = await longestWait(sleep(IDLE_MS));
  const answer = ask(query);
  const longest = await longestWait(answer);
  expect(await answer).toMatch(/^\{"data":/);
  const told = `/healthz after ${longest.toFixed(0)} ms at most, ${idle.toFixed(0)} while idle`;
  console.log(`${name}: cost ${costOf(query)}, ${told}`);
  expect(longest).toBeLessThan(Math.max(LONGEST_MS, MOST_TIMES * idle));
});
