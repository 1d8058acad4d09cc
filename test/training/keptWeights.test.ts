import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingData } from '../../src/data/trainingData.ts';
import { NativeEngine } from '../../src/engines/native/nativeEngine.ts';
import { makeRecipe } from '../../src/networks/recipe.ts';
import {
  defaultTrainingOptions,
  type TrainingOptions,
} from '../../src/networks/trainingOptions.ts';
import type { ResumePoint, TrainingEvent } from '../../src/training/trainingEvents.ts';
import { collectEvents, curve, evaluations, lastOf } from './collectedEvents.ts';
import { smallMnist } from './smallMnist.ts';

const network = {
  recipe: makeRecipe({ cell: 'GRU', units: 4 }),
  ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
};
// So fast that validation gets worse for a while: 31.25 steps, so 32, evaluated after 3, 6, … 30, 32.
const options: TrainingOptions = {
  ...defaultTrainingOptions,
  ...{ epochs: 2, batchSize: 64, learningRate: 0.2, evaluationInterval: 3 },
};
const patience = 3;

let engine: NativeEngine;
let data: TrainingData;
let plain: TrainingEvent[];
beforeAll(async () => {
  engine = new NativeEngine({ threads: 1 });
  data = await smallMnist();
  plain = await events({}, undefined, () => true);
});

function events(
  changes: Partial<TrainingOptions>,
  resume?: ResumePoint,
  wantsParameters: (step: number) => boolean = () => false,
  stopAfter?: number,
): Promise<TrainingEvent[]> {
  const request = { network, data, options: { ...options, ...changes }, resume, wantsParameters };
  return collectEvents(engine, request, stopAfter);
}

/** The plain run's cross-entropies on validation, by step. */
const validation = () =>
  evaluations(plain).map(({ step, curvePoints }) => ({
    step,
    crossEntropy: curvePoints.find(({ split }) => split === 'VALIDATION')!.crossEntropy,
  }));

function lowest(points: { step: number; crossEntropy: number }[]): number {
  return points.reduce((best, point) => (point.crossEntropy < best.crossEntropy ? point : best))
    .step;
}

/** The first evaluation that is later than the best before it by as many as patience allows. */
function patienceEnd(): number {
  const points = validation();
  const end = points.findIndex(
    (_, n) =>
      n - points.findIndex(({ step }) => step === lowest(points.slice(0, n + 1))) >= patience,
  );
  return points[end]!.step;
}

const plainAt = (step: number) => evaluations(plain).find((event) => event.step === step)!;

describe('a run that keeps the best weights', () => {
  it('ends with those of the lowest cross-entropy on validation, and their figures', async () => {
    // Half as long, so that the lowest is not at the end: 15.6 steps, so 16.
    const best = lowest(validation().filter(({ step }) => step <= 16));
    expect(best).toBeLessThan(15);
    const last = lastOf(await events({ keep: 'BEST', epochs: 1 }));
    expect(last.step).toBe(16);
    expect(last.outcome.step).toBe(best);
    expect(last.outcome.parameters).toEqual(plainAt(best).parameters);
    expect(last.outcome.test).toEqual(plainAt(best).test);
  });

  it('ends with its last where those are the best', async () => {
    expect(lowest(validation())).toBe(32);
    const { step, parameters, test, outcome } = lastOf(await events({ keep: 'BEST' }));
    expect(outcome).toEqual({ step, parameters, test });
  });

  it('trains no differently, and still tells of its last weights', async () => {
    const all = await events({ keep: 'BEST' });
    expect(curve(all)).toEqual(curve(plain));
    expect(lastOf(all).parameters).toEqual(lastOf(plain).parameters);
  });
});

describe('a run that keeps the last weights', () => {
  it('has nothing more to tell', () => {
    const { step, parameters, test, outcome, resume } = lastOf(plain);
    expect(outcome).toEqual({ step, parameters, test });
    expect(resume.best).toBeNull();
  });
});

describe('a run with patience', () => {
  it('ends when so many evaluations in a row were no better', async () => {
    const end = patienceEnd();
    expect(end).toBeLessThan(32);
    const all = await events({ patience });
    const last = lastOf(all);
    expect(last.step).toBe(end);
    expect(last.outcome).toEqual({ step: end, parameters: last.parameters, test: last.test });
    expect(last.parameters).toEqual(plainAt(end).parameters);
    const kept = [...curve(plain)].filter(([, { step }]) => step <= end);
    expect(curve(all)).toEqual(new Map(kept));
    expect(last.resume.best?.parameters).toBeNull();
  });

  it('goes to its last step where patience does not end', async () => {
    expect(lastOf(await events({ patience: 100 })).step).toBe(32);
  });
});

describe('a run with both', () => {
  it('goes on bit for bit from wherever it was stopped', async () => {
    const changes = { keep: 'BEST', patience } as const;
    const undisturbed = await events(changes);
    const end = lastOf(undisturbed);
    expect(end.step).toBe(patienceEnd());
    expect(end.outcome.step).toBe(end.step - patience * options.evaluationInterval);
    for (const stopAfter of [1, 3, 8, 9, 13, 17, 18]) {
      const before = await events(changes, undefined, undefined, stopAfter);
      const { resume } = before.at(-1) as TrainingEvent & { resume: ResumePoint };
      expect(resume.step).toBeGreaterThanOrEqual(stopAfter);
      const after = await events(changes, resume);
      const { curvePoints, ...rest } = lastOf(after);
      expect(end).toMatchObject(rest);
      expect(end.curvePoints).toEqual(expect.arrayContaining(curvePoints));
      expect(curve([...before, ...after])).toEqual(curve(undisturbed));
    }
  });
});
