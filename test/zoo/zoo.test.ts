import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it, test } from 'vitest';
import { compareWithCard } from '../../scripts/zoo/compareWithCard.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { MNIST, mnistFolder } from '../../src/data/mnist.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { defaultTrainingOptions, totalSteps } from '../../src/networks/trainingOptions.ts';
import { architectures } from '../../src/zoo/architectures.ts';
import { loadCard, loadWeights, zooFolder } from '../../src/zoo/zooFiles.ts';

const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 2 });
const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: zooFolder });
const dataset = await catalog.load(MNIST);
afterAll(() => engines.close());

const { signal } = new AbortController();

describe('zoo/', () => {
  it('has weights and a card for each architecture, and no others', () => {
    // What a killed `npm run zoo` was writing is no part of it, and is gone after the next.
    const files = readdirSync(zooFolder).filter((file) => !/README\.md$|\.unfinished$/.test(file));
    const expected = architectures.flatMap(({ slug }) => [`${slug}.json`, `${slug}.safetensors`]);
    expect(files.sort()).toEqual(expected.sort());
  });

  describe.each(architectures.map((entry) => [entry.slug, entry] as const))(
    '%s',
    (_, architecture) => {
      it('was trained with the defaults and seed 1, on MNIST as it is here', async () => {
        const card = await loadCard(zooFolder, architecture);
        const steps = totalSteps(defaultTrainingOptions, dataset.splits.TRAIN.examples);
        expect(card).toMatchObject({
          options: { ...defaultTrainingOptions, seed: 1, dropout: architecture.dropout ?? 0 },
          network: { rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
          dataset: { name: MNIST, sha256: dataset.sha256 },
          ...{ totalSteps: steps, step: steps, keptStep: steps },
        });
      });

      test('its card says what is measured', async () => {
        const card = await loadCard(zooFolder, architecture);
        const model = await loadWeights(zooFolder, card!);
        expect(await compareWithCard(model, { engines, dataset, signal })).toEqual([]);
      });
    },
  );
});
