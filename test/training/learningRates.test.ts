import { describe, expect, it } from 'vitest';
import { learningRates } from '../../src/training/learningRates.ts';

const cosine = { learningRate: 0.003, schedule: 'COSINE' } as const;

describe('learningRates', () => {
  it('stay as they are with CONSTANT', () => {
    const constant = { learningRate: 0.003, schedule: 'CONSTANT' } as const;
    const rates = learningRates(constant, { firstStep: 5, steps: 2, totalSteps: 7 });
    expect(rates).toEqual(Float64Array.of(0.003, 0.003));
  });

  it('follow half a cosine as those of PyTorch’s CosineAnnealingLR', () => {
    const rates = learningRates(cosine, { firstStep: 0, steps: 7, totalSteps: 7 });
    const reference = [
      0.003, 0.002851453301853629, 0.0024352347027881004, 0.0018337814009344716,
      0.0011662185990655286, 0.0005647652972118998, 0.00014854669814637144,
    ];
    expect(rates).toHaveLength(reference.length);
    rates.forEach((rate, step) => expect(rate).toBeCloseTo(reference[step]!, 15));
  });

  it('depend on the step alone, not on how steps are grouped', () => {
    const all = learningRates(cosine, { firstStep: 0, steps: 100, totalSteps: 100 });
    const some = learningRates(cosine, { firstStep: 41, steps: 9, totalSteps: 100 });
    expect(some).toEqual(all.slice(41, 50));
  });

  it('are above 0 in the last step of the longest run', () => {
    const totalSteps = 2 ** 31 - 1;
    const [last] = learningRates(cosine, { firstStep: totalSteps - 1, steps: 1, totalSteps });
    expect(last).toBeGreaterThan(0);
    expect(last).toBeLessThan(1e-18);
  });

  it('are above 0 even where the learning rate itself hardly is', () => {
    const least = { ...cosine, learningRate: Number.MIN_VALUE };
    const rates = learningRates(least, { firstStep: 0, steps: 9, totalSteps: 9 });
    expect(rates.every((rate) => rate > 0)).toBe(true);
  });
});
