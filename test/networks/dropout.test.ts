import { describe, expect, it } from 'vitest';
import { fillDropoutFactors } from '../../src/networks/dropout.ts';
import { philox4x32 } from '../../src/networks/random.ts';

const dropout = { probability: 0.3, seed: -5, trainingStep: 2148 };

function factors(length: number, layer = 1, step = 27): Float32Array {
  const found = new Float32Array(length);
  fillDropoutFactors(dropout, layer, step, found);
  return found;
}

describe('fillDropoutFactors', () => {
  it('drops what Philox says of training step, step, layer and value', () => {
    const found = factors(11);
    const expected = Array.from({ length: 11 }, (_, n) => {
      const words = philox4x32([Math.floor(n / 4), 2148, 27, 1], [-5 >>> 0, 3]);
      return words[(n % 4) as 0 | 1 | 2 | 3] / 2 ** 32 < 0.3 ? 0 : Math.fround(1 / 0.7);
    });
    expect([...found]).toEqual(expected);
    expect(factors(11, 0)).not.toEqual(found);
    expect(factors(11, 1, 26)).not.toEqual(found);
  });

  it('keeps the mean, within five standard errors', () => {
    const count = 40_000;
    const mean = factors(count).reduce((sum, factor) => sum + factor, 0) / count;
    expect(Math.abs(mean - 1)).toBeLessThan(5 * Math.sqrt(0.3 / 0.7 / count));
  });
});
