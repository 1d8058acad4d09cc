import { describe, expect, it } from 'vitest';
import type { TrainingOptions } from '../../src/networks/trainingOptions.ts';
import { BestEvaluations } from '../../src/training/bestEvaluations.ts';

type Wishes = Pick<TrainingOptions, 'keep' | 'patience'>;

/** Evaluations every 10 steps with these cross-entropies; the weights are the step. */
async function watched(wishes: Wishes, crossEntropies: number[]): Promise<BestEvaluations> {
  const evaluations = new BestEvaluations({ ...wishes, evaluationInterval: 10 }, null);
  for (const [n, crossEntropy] of crossEntropies.entries()) {
    const step = 10 * (n + 1);
    await evaluations.add(step, crossEntropy, () => Promise.resolve(Float32Array.of(step)));
  }
  return evaluations;
}

describe('BestEvaluations', () => {
  it('keeps the weights with the lowest cross-entropy, of equal ones the earlier', async () => {
    const evaluations = await watched({ keep: 'BEST', patience: null }, [3, 1, 2, 1, 1.5]);
    const parameters = Float32Array.of(20);
    expect(evaluations.best).toEqual({ step: 20, crossEntropy: 1, parameters });
    expect(evaluations.keptFromBefore(50)).toMatchObject({ step: 20, parameters });
    expect(evaluations.keptFromBefore(20)).toBeNull();
    expect(evaluations.patienceEndsAt(1000)).toBe(false);
  });

  it('counts how many were no better, in a row', async () => {
    const wishes = { keep: 'LAST', patience: 2 } as const;
    for (const [crossEntropies, ends] of [
      [[3, 2, 1], false],
      [[3, 4, 1], false],
      [[3, 4, 2, 2], false],
      [[3, 3, 3], true],
      [[3, 4, 2, 2.5, 2], true],
    ] as const) {
      const evaluations = await watched(wishes, [...crossEntropies]);
      expect(evaluations.patienceEndsAt(10 * crossEntropies.length)).toBe(ends);
      expect(evaluations.best?.parameters).toBeNull();
      expect(evaluations.keptFromBefore(1000)).toBeNull();
    }
  });

  it('goes on from the best so far', async () => {
    const before = await watched({ keep: 'BEST', patience: 2 }, [3, 1, 2]);
    const wishes = { keep: 'BEST', patience: 2, evaluationInterval: 10 } as const;
    const after = new BestEvaluations(wishes, before.best);
    expect(after.best).toEqual(before.best);
    expect(after.patienceEndsAt(30)).toBe(false);
    expect(after.patienceEndsAt(40)).toBe(true);
  });

  it('has nothing to keep where nothing is asked for', async () => {
    const evaluations = await watched({ keep: 'LAST', patience: null }, [3, 4, 5]);
    expect(evaluations.best).toBeNull();
    expect(evaluations.patienceEndsAt(1000)).toBe(false);
  });
});
