import { createHash } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { encodeSafetensors } from '../../src/formats/safetensors.ts';
import type { NamedArray } from '../../src/namedArray.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { tensorsFromParameters } from '../../src/networks/namedParameters.ts';
import type { Card } from '../../src/zoo/card.ts';
import { loadCard, loadWeights } from '../../src/zoo/zooFiles.ts';
import { sample, sampleCard, sampleNetwork, sampleZoo, temporaryFolder } from './sampleZoo.ts';

/** Both files, as a server reads them. */
async function load(folder: string) {
  const card = await loadCard(folder, sample);
  return loadWeights(folder, card!);
}

const network = sampleNetwork();
const parameters = initialParameters(network, 1);

it('reads what was written', async () => {
  const folder = await sampleZoo();
  const model = await load(folder);
  expect(model.card).toEqual(sampleCard());
  expect(model.parameters).toEqual(parameters);
  expect(model.file).toEqual(readFileSync(join(folder, 'lstm-32.safetensors')));
});

it('reads nothing that is unfinished', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lstm-32.json.unfinished'), '{');
  expect(await loadCard(folder, sample)).toBeNull();
});

it('has no card where there is none', async () => {
  expect(await loadCard(temporaryFolder(), sample)).toBeNull();
});

describe('a card is refused', () => {
  const sha256 = sampleCard().weights.sha256;

  test.each<[string, (card: Card) => object]>([
    ['slug: expected "lstm-32", got "gru-32"', (card) => ({ ...card, slug: 'gru-32' })],
    [
      'network.recipe.units: expected the architecture’s 32, got 64',
      (card) => withRecipe(card, { units: 64 }),
    ],
    [
      'network.recipe.cell: expected the architecture’s "LSTM", got "GRU"',
      (card) => withRecipe(card, { cell: 'GRU' }),
    ],
    [
      'network.recipe.resetAfter: expected nothing, got a value',
      (card) => withRecipe(card, { resetAfter: true }),
    ],
    [
      'network.recipe.head: expected a value, got nothing',
      (card) => withRecipe(card, { head: undefined }),
    ],
    [
      'network.columns: expected a whole number from 1 to 4096, got 2199023255552',
      (card) => ({ ...card, network: { ...card.network, columns: 2 ** 41 } }),
    ],
    [
      'network.binarizeThreshold: expected a number from 0 to 1, got "0.1"',
      (card) => ({ ...card, network: { ...card.network, binarizeThreshold: '0.1' } }),
    ],
    [
      'options.epochs: expected a whole number from 1 to 1000, got 0',
      (card) => withOptions(card, { epochs: 0 }),
    ],
    [
      'options.learningRate: expected a number at least 1e-8 and at most 1, got "fast"',
      (card) => withOptions(card, { learningRate: 'fast' }),
    ],
    [
      'options.schedule: expected "CONSTANT" or "COSINE", got "LINEAR"',
      (card) => withOptions(card, { schedule: 'LINEAR' }),
    ],
    [
      'options.beta1: expected a number at least 0 and at most 0.999999, got null',
      (card) => withOptions(card, { beta1: null }),
    ],
    [
      'options.momentum: expected nothing, got a value',
      (card) => withOptions(card, { momentum: 0.9 }),
    ],
    ['dataset: expected an object, got "mnist"', (card) => ({ ...card, dataset: 'mnist' })],
    ['engine: expected a text, got ""', (card) => ({ ...card, engine: '' })],
    ['step: expected a whole number from 1 to 200, got 201', (card) => ({ ...card, step: 201 })],
    [
      'keptStep: expected a whole number from 1 to 200, got 0',
      (card) => ({ ...card, keptStep: 0 }),
    ],
    [
      'startedAt: expected a date such as "2026-01-31T12:00:00.000Z", got "yesterday"',
      (card) => ({ ...card, startedAt: 'yesterday' }),
    ],
    [
      'finishedAt: expected a date not before startedAt, got "2025-01-01T00:00:00.000Z"',
      (card) => ({ ...card, finishedAt: new Date('2025-01-01') }),
    ],
    [
      'curve[0].accuracy: expected null, as of TRAIN, got 0.5',
      (card) => withPoint(card, 0, { accuracy: 0.5 }),
    ],
    [
      'curve[1].crossEntropy: expected a number from 0, got null',
      (card) => withPoint(card, 1, { crossEntropy: NaN }),
    ],
    [
      'curve[2].step: expected a whole number from 101 to 200, got 100',
      (card) => withPoint(card, 2, { step: 100 }),
    ],
    [
      'evaluation.split: expected "TEST", got "TRAIN"',
      (card) => withEvaluation(card, { split: 'TRAIN' }),
    ],
    [
      'evaluation.accuracy: expected 0.95, as the confusion has it, got 0.99',
      (card) => withEvaluation(card, { accuracy: 0.99 }),
    ],
    [
      'evaluation.accuracyInterval[0]: expected a number from 0 to 0.95, got 0.96',
      (card) => withEvaluation(card, { accuracyInterval: [0.96, 0.99] }),
    ],
    [
      'evaluation.confusion: expected counts of 21 targets, got 20',
      (card) => withEvaluation(card, { examples: 21 }),
    ],
    [
      'evaluation.confusion: expected 10 rows, one for each class, got 9 values',
      (card) => withEvaluation(card, { confusion: card.evaluation.confusion.slice(1) }),
    ],
    [
      `weights.sha256: expected a SHA-256 of 64 digits from 0 to f, got "${sha256.slice(0, 59)}…`,
      (card) => ({ ...card, weights: { ...card.weights, sha256: `${sha256}0` } }),
    ],
    ['weights: expected a value, got nothing', (card) => ({ ...card, weights: undefined })],
  ])('%s', async (complaint, change) => {
    const folder = await sampleZoo({ change });
    await expect(loadCard(folder, sample)).rejects.toMatchObject({
      code: 'ZOO_BROKEN',
      message: `lstm-32.json: ${complaint}`,
    });
  });

  test.each([
    ['{"slug": ', 'expected JSON'],
    ['[]', 'expected an object, got 0 values'],
    ['{"slug": "lstm-32", "slug": "lstm-32"}', 'expected each name once, got "slug" twice'],
  ])('%s', async (json, complaint) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lstm-32.json'), json);
    await expect(loadCard(folder, sample)).rejects.toMatchObject({
      code: 'ZOO_BROKEN',
      message: expect.stringContaining(`lstm-32.json: ${complaint}`) as string,
    });
  });
});

describe('weights are refused', () => {
  const tensors = tensorsFromParameters(network, parameters);

  /** A file of other tensors, with a card that has its length and hash. */
  const zooOf = (made: readonly NamedArray[]) => zooOfBytes(encodeSafetensors(made));
  const zooOfBytes = (bytes: Uint8Array) =>
    sampleZoo({
      weights: { bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    });

  it('that are not there', async () => {
    const folder = await sampleZoo();
    rmSync(join(folder, 'lstm-32.safetensors'));
    await expect(load(folder)).rejects.toMatchObject({
      code: 'ZOO_BROKEN',
      message: 'lstm-32.safetensors: expected a file beside its card, got none',
    });
  });

  it('that have another hash', async () => {
    const folder = await sampleZoo();
    const file = join(folder, 'lstm-32.safetensors');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file, bytes);
    const got = createHash('sha256').update(bytes).digest('hex');
    const expected = `SHA-256 ${sampleCard().weights.sha256}, as lstm-32.json has it`;
    await expect(load(folder)).rejects.toMatchObject({
      code: 'ZOO_BROKEN',
      message: `lstm-32.safetensors: expected ${expected}, got ${got}`,
    });
  });

  it('that have another length, and are then not read', async () => {
    const folder = await sampleZoo();
    truncateSync(join(folder, 'lstm-32.safetensors'), 2 ** 40);
    const { bytes } = sampleCard().weights;
    await expect(load(folder)).rejects.toMatchObject({
      code: 'ZOO_BROKEN',
      message: `lstm-32.safetensors: expected ${bytes} bytes, as its card has it, got ${2 ** 40}`,
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['tensor head.2.bias is missing', () => zooOf(tensors.slice(0, -1))],
    [
      'tensor head.3.bias does not belong to this network',
      () => zooOf([...tensors, { name: 'head.3.bias', shape: [1], values: Float32Array.of(0) }]),
    ],
    [
      'tensor layers.0.kernel: expected shape [28,128], got [128,28]',
      () => zooOf(tensors.map((tensor, n) => (n === 0 ? { ...tensor, shape: [128, 28] } : tensor))),
    ],
    [
      'tensor "head.2.bias": expected finite values, got NaN at index 9',
      () => {
        const bytes = encodeSafetensors(tensors);
        bytes.fill(255, -4);
        return zooOfBytes(bytes);
      },
    ],
    [
      'the header: expected at most the 59608 bytes that follow its length, got 2199023255552',
      () => {
        const bytes = encodeSafetensors(tensors);
        new DataView(bytes.buffer).setBigUint64(0, 2n ** 41n, true);
        return zooOfBytes(bytes);
      },
    ],
  ])('%s', async (complaint, make) => {
    await expect(load(await make())).rejects.toMatchObject({
      code: 'WEIGHTS_CORRUPT',
      message: `lstm-32.safetensors: weights: ${complaint}`,
    });
  });
});

const withRecipe = (card: Card, changes: object): object => ({
  ...card,
  network: { ...card.network, recipe: { ...card.network.recipe, ...changes } },
});

const withOptions = (card: Card, changes: object): object => ({
  ...card,
  options: { ...card.options, ...changes },
});

const withEvaluation = (card: Card, changes: object): object => ({
  ...card,
  evaluation: { ...card.evaluation, ...changes },
});

const withPoint = (card: Card, place: number, changes: object): object => ({
  ...card,
  curve: card.curve.map((point, n) => (n === place ? { ...point, ...changes } : point)),
});
