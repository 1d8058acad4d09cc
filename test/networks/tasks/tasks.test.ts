import { describe, expect, it } from 'vitest';
import { activationList } from '../../../src/networks/activationList.ts';
import { parameterLayout } from '../../../src/networks/parameters.ts';
import type { Network } from '../../../src/networks/recipe.ts';
import { inScanOrder, type Scan } from '../../../src/networks/tasks/scan.ts';
import { sequenceOf, taskKindOf, taskOf } from '../../../src/networks/tasks/taskOf.ts';
import { lossByEquations } from './lossByEquations.ts';
import { labels, networkOf, parametersOf, pixels, size, taskRecords } from './taskReferences.ts';

describe.each(taskRecords)('$task by $recipe', ({ task, recipe, loss, logits }) => {
  it('has PyTorch’s loss and logits by the equations', () => {
    const network = networkOf(task, recipe);
    const found = lossByEquations(network, parametersOf(network), pixels, labels);
    expect(Math.abs(found.loss - loss)).toBeLessThan(1e-12);
    const differences = found.logits.map((logit, n) => Math.abs(logit - logits[n]!));
    expect(found.logits).toHaveLength(logits.length);
    expect(Math.max(...differences)).toBeLessThan(1e-12);
  });
});

describe('a next-pixel network', () => {
  const network = networkOf('NEXT_PIXEL', { cell: 'GRU', units: 7 });

  it('reads a pixel a step and answers with one logit at each', () => {
    expect(sequenceOf(network)).toEqual({ steps: 20, width: 1, classes: size.classes });
    expect(taskKindOf(network).targets(sequenceOf(network))).toBe(19);
    const shapes = parameterLayout(network).map(({ name, shape }) => `${name} ${shape.join()}`);
    expect(shapes).toEqual([
      'layers.0.kernel 1,21',
      'layers.0.recurrentKernel 7,21',
      'layers.0.bias 21',
      'layers.0.recurrentBias 7',
      'head.0.kernel 7,1',
      'head.0.bias 1',
    ]);
    expect(activationList(network).at(-1)).toMatchObject({
      name: 'head.probabilities',
      axes: ['step', 'pixel'],
      shape: [null, 1],
    });
  });

  it('measures in nats and in bits, a pixel and an image', () => {
    const metrics = taskKindOf(network).metrics(Math.LN2, 0.75, 19);
    expect(metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['crossEntropy', Math.LN2, 'nats'],
      ['bitsPerDimension', 1, 'bits'],
      ['imageCrossEntropy', 19 * Math.LN2, 'nats'],
      ['accuracy', 0.75, ''],
    ]);
  });

  it('has a finite loss whatever the logit', () => {
    const { loss } = taskKindOf(network);
    expect(loss([1000], 0)).toBe(1000);
    expect(loss([1000], 1)).toBe(0);
    expect(loss([0], 1)).toBeCloseTo(Math.LN2, 15);
  });
});

describe('a network without a task', () => {
  it('classifies and reads rows', () => {
    const { task: _task, ...rest } = networkOf('CLASSIFY', { cell: 'RNN', units: 2 });
    const network: Network = rest;
    expect(taskOf(network)).toEqual({ name: 'CLASSIFY', scan: { order: 'ROWS' } });
    expect(sequenceOf(network)).toEqual({ steps: 5, width: 4, classes: 4 });
  });
});

describe('a scan', () => {
  const images = Uint8Array.from({ length: 40 }, (_, n) => n);
  const permuted: Scan = { order: 'PERMUTED_PIXELS', seed: 3 };

  it('leaves images as they lie, but for a permutation', () => {
    expect(inScanOrder(images, { order: 'ROWS' }, 20)).toBe(images);
    expect(inScanOrder(images, { order: 'PIXELS' }, 20)).toBe(images);
  });

  it('permutes all images alike, by its seed', () => {
    const scanned = inScanOrder(images, permuted, 20);
    const [first, second] = [scanned.slice(0, 20), scanned.slice(20)];
    expect([...first].sort((a, b) => a - b)).toEqual([...images.slice(0, 20)]);
    expect([...first]).not.toEqual([...images.slice(0, 20)]);
    expect([...second]).toEqual([...first].map((place) => place + 20));
    expect(inScanOrder(images, permuted, 20)).toEqual(scanned);
    expect(inScanOrder(images, { ...permuted, seed: 4 }, 20)).not.toEqual(scanned);
  });
});
