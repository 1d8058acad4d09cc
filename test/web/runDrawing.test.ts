import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { inputValues } from '../../src/data/binarize.ts';
import { decodeSafetensors } from '../../src/formats/safetensors.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import type { Intervention } from '../../src/networks/interventions.ts';
import { parametersFromTensors } from '../../src/networks/namedParameters.ts';
import { isRecurrent, type RecurrentNetwork } from '../../src/networks/recipe.ts';
import { gateParts } from '../../src/web/network/gateParts.ts';
import { leanWeights, runDrawing } from '../../src/web/network/runDrawing.ts';
import { architectures } from '../../src/zoo/architectures.ts';
import { weightsName, zooFolder } from '../../src/zoo/zooFiles.ts';

/** A 7, roughly, with a soft edge. */
const seven = Float32Array.from({ length: 784 }, (_, n) => {
  const [row, column] = [Math.floor(n / 28), n % 28];
  if (row >= 5 && row < 8 && column >= 7 && column < 21) return row === 5 ? 0.4 : 1;
  return row >= 8 && row < 24 && Math.abs(column - (22 - row / 2)) < 1.6 ? 0.9 : 0;
});

const recurrent = architectures.flatMap(({ slug, recipe }) => {
  const network = { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 };
  return isRecurrent(network) ? [{ slug, network }] : [];
});

function parametersOf(slug: string, network: RecurrentNetwork): Float32Array {
  const file = readFileSync(join(zooFolder, weightsName(slug)));
  return parametersFromTensors(network, decodeSafetensors(file));
}

/** The largest deviation, relative where the value is above 1. */
function deviation(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(expected).reduce((worst, value, n) => {
    const difference = Math.abs((found[n] ?? NaN) - value) / Math.max(1, Math.abs(value));
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}

describe('a drawing that the browser runs', () => {
  it.each(recurrent)('gives what the equations give: $slug', ({ slug, network }) => {
    const parameters = parametersOf(slug, network);
    const values = inputValues(seven, 0.1);
    const changes: Intervention[] = [
      {
        ...{ layer: network.recipe.layers - 1, activation: 'hiddenState', units: [0, 3] },
        ...{ steps: { from: 10, to: 20 }, act: { kind: 'scale', factor: 0.5 } },
      },
    ];
    for (const interventions of [[], changes]) {
      const expected = forwardByEquations(
        network,
        parameters,
        { batch: 1, rows: 28, values },
        interventions,
      );
      const found = runDrawing(network, leanWeights(network, parameters), values, interventions);
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [name, { values: numbers }] of expected) {
        expect(deviation(found.get(name)!.values, numbers), name).toBeLessThan(1e-6);
      }
    }
  });

  it.each(recurrent)(
    'has gates that come from the row and the memory: $slug',
    ({ slug, network }) => {
      const parameters = parametersOf(slug, network);
      const inputs = inputValues(seven, 0.1);
      const activations = runDrawing(network, leanWeights(network, parameters), inputs);
      const curves = { sigmoid: (x: number) => 1 / (1 + Math.exp(-x)), tanh: Math.tanh };
      for (const row of [0, 12, 27]) {
        const layer = network.recipe.layers - 1;
        const unit = network.recipe.units - 1;
        const parts = gateParts({ network, parameters, activations, inputs, layer, unit, row });
        expect(parts.length).toBeGreaterThan(0);
        for (const { name, sum, curve } of parts) {
          const { values, shape } = activations.get(`layers.${layer}.${name}`)!;
          expect(curves[curve](sum), name).toBeCloseTo(values[row * shape[1]! + unit]!, 5);
        }
      }
    },
  );
});
