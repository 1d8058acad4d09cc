import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { saveZooModel } from '../../scripts/zoo/saveZooModel.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import type { Network } from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import { weightsFile } from '../../src/work/weightsFile.ts';
import type { Architecture } from '../../src/zoo/architecture.ts';
import { findArchitecture } from '../../src/zoo/architectures.ts';
import type { Card } from '../../src/zoo/card.ts';

export const sample = findArchitecture('lstm-32') as Architecture;

export function sampleNetwork({ recipe }: Architecture = sample): Network {
  return { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 };
}

interface WeightsFile {
  bytes: Uint8Array;
  sha256: string;
}

/** The untrained weights of a seed, as a file. */
export function sampleWeights(architecture = sample, seed = 1): WeightsFile {
  const network = sampleNetwork(architecture);
  return weightsFile(network, initialParameters(network, seed));
}

/** A sound card of these weights, as if one of 20 images had been misread. */
export function sampleCard(architecture = sample, weights = sampleWeights(architecture)): Card {
  const confusion = Array.from({ length: 10 }, (_, label) =>
    Array.from({ length: 10 }, (_, other): number => (label === other ? 2 : 0)),
  );
  confusion[3] = [0, 0, 0, 1, 0, 1, 0, 0, 0, 0];
  return {
    slug: architecture.slug,
    network: sampleNetwork(architecture),
    options: defaultTrainingOptions,
    dataset: { name: 'mnist', sha256: 'd'.repeat(64) },
    engine: 'native 1.1.0 avx2',
    ...{ totalSteps: 200, step: 200, keptStep: 200 },
    startedAt: new Date('2026-01-31T12:00:00.000Z'),
    finishedAt: new Date('2026-01-31T12:00:09.500Z'),
    curve: [
      { split: 'TRAIN', step: 100, crossEntropy: 1.5, accuracy: null },
      { split: 'TEST', step: 100, crossEntropy: 0.75, accuracy: 0.75 },
      { split: 'TEST', step: 200, crossEntropy: 0.25, accuracy: 0.95 },
    ],
    evaluation: {
      ...{ split: 'TEST', examples: 20, crossEntropy: 0.25, accuracy: 0.95 },
      accuracyInterval: [0.76, 0.99],
      confusion,
    },
    weights: { bytes: weights.bytes.byteLength, sha256: weights.sha256 },
  };
}

/** A folder for the time of a test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-zoo-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Writes a model's files into a folder: weights, and a card that fits them unless it is changed. */
export async function sampleZoo({
  folder = temporaryFolder(),
  architecture = sample,
  weights = sampleWeights(architecture),
  change = (card: Card): object => card,
} = {}): Promise<string> {
  const card = sampleCard(architecture, weights);
  await saveZooModel(folder, card, weights.bytes);
  writeFileSync(join(folder, `${architecture.slug}.json`), JSON.stringify(change(card)));
  return folder;
}
