import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { pixelsFromBytes } from '../../src/data/binarize.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { Inspector } from '../../src/inspection/inspector.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { makeRecipe, type Network, type Recipe } from '../../src/networks/recipe.ts';

/** More than are run at once, and no multiple of that. */
const EXAMPLES = 300;

let dataset: Dataset;
const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
beforeAll(async () => {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' });
  const mnist = await catalog.load('mnist');
  const { images, labels } = mnist.splits.TEST;
  const TEST = {
    examples: EXAMPLES,
    images: images.subarray(0, EXAMPLES * 784),
    labels: labels.subarray(0, EXAMPLES),
  };
  dataset = { ...mnist, splits: { ...mnist.splits, TEST } };
});
afterAll(() => engines.close());

const size = { rows: 28, columns: 28, classes: 10 };
const networks: [string, Network][] = (
  [
    ['an LSTM', makeRecipe({ cell: 'LSTM', units: 5 }), 0.1],
    ['a GRU that reads grey values', makeRecipe({ cell: 'GRU', units: 4 }), null],
    ['a network of the whole image', { convolutions: [2], dense: [6] }, 0.5],
  ] as [string, Recipe, number | null][]
).map(([name, recipe, binarizeThreshold]) => [name, { recipe, ...size, binarizeThreshold }]);

/** The logits of the whole image by the equations in double precision: [example][class]. */
function logitsByEquations(network: Network, parameters: Float32Array): number[][] {
  const grey = pixelsFromBytes(dataset.splits.TEST.images);
  const { binarizeThreshold: threshold } = network;
  const values = threshold === null ? grey : grey.map((pixel) => (threshold < pixel ? 1 : 0));
  const images = { batch: EXAMPLES, rows: 28, values };
  const logits = forwardByEquations(network, parameters, images).get('head.logits')!.values;
  const perExample = logits.length / EXAMPLES;
  return Array.from({ length: EXAMPLES }, (_, n) => [
    ...logits.slice((n + 1) * perExample - 10, (n + 1) * perExample),
  ]);
}

describe.each(networks)('%s', (_name, network) => {
  test('answers as its equations do', async () => {
    // Larger weights than usual, so that the answers differ.
    const parameters = initialParameters(network, 3).map((weight) => 4 * weight);
    const { labels } = dataset.splits.TEST;
    const expected = logitsByEquations(network, parameters);
    const inspector = new Inspector(engines);
    const found = await inspector.splitPredictions({ network, parameters }, dataset, 'TEST');

    expect(found).toMatchObject({ split: 'TEST', examples: EXAMPLES });
    const answers = expected.map((logits) => logits.indexOf(Math.max(...logits)));
    expect([...found.labels]).toEqual(answers);
    expect(new Set(answers).size).toBeGreaterThan(2);
    const losses = expected.map((logits, n) => {
      const exponentials = logits.map((logit) => Math.exp(logit - logits[labels[n]!]!));
      return Math.log(exponentials.reduce((sum, value) => sum + value, 0));
    });
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / EXAMPLES;
    expect(found.crossEntropy / mean).toBeCloseTo(1, 4);
    const right = answers.filter((answer, n) => answer === labels[n]).length;
    expect(found.accuracy).toBe(right / EXAMPLES);
    const confusion = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
    answers.forEach((answer, n) => confusion[labels[n]!]![answer]!++);
    expect(found.confusion).toEqual(confusion);
  });
});

test('stops between two pieces when nobody waits for it any more', async () => {
  const [, network] = networks[0] as [string, Network];
  const parameters = initialParameters(network, 3);
  const gone = new AbortController();
  const running = new Inspector(engines).splitPredictions(
    { network, parameters },
    dataset,
    'TEST',
    gone.signal,
  );
  gone.abort();
  await expect(running).rejects.toMatchObject({ code: 'CLIENT_GONE' });
});

test('lets the rest of the process have its turn between pieces', async () => {
  const [, network] = networks[2]!;
  const parameters = initialParameters(network, 1);
  const state = { pending: true };
  const found = new Inspector(engines)
    .splitPredictions({ network, parameters }, dataset, 'TEST')
    .finally(() => (state.pending = false));
  let turns = 0;
  while (state.pending) {
    await new Promise(setImmediate);
    turns++;
  }
  expect((await found).examples).toBe(EXAMPLES);
  expect(turns).toBeGreaterThan(2);
});
