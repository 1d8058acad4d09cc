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
// 31.25 steps, so 32, evaluated after 3, 6, … 30, 32.
const options: TrainingOptions = {
  ...defaultTrainingOptions,
  ...{ epochs: 2, batchSize: 64, learningRate: 0.03, evaluationInterval: 3 },
};
const patience = 3;

let engine: NativeEngine;
let honest: TrainingData;
/** Of ten labels for validation three are wrong: it gets better at first, and then ever worse. */
let data: TrainingData;
let plain: TrainingEvent[];
beforeAll(async () => {
  engine = new NativeEngine({ threads: 1 });
  honest = await smallMnist();
  const { VALIDATION } = honest.splits;
  const labels = VALIDATION.labels.map((label, n) => (n % 10 < 3 ? (label + 1) % 10 : label));
  const splits = { ...honest.splits, VALIDATION: { ...VALIDATION, labels } };
  data = { ...honest, sha256: 'three in ten wrong', splits };
  plain = await events({}, undefined, () => true);
});

function events(
  changes: Partial<TrainingOptions>,
  resume?: ResumePoint,
  wantsParameters: (step: number) => boolean = () => false,
  stopAfter?: number,
  of = data,
): Promise<TrainingEvent[]> {
  const request = {
    network,
    data: of,
    options: { ...options, ...changes },
    resume,
    wantsParameters,
  };
  return collectEvents(engine, request, stopAfter);
}

/** A run's cross-entropies on validation, by step. */
const validation = (run = plain) =>
  evaluations(run).map(({ step, curvePoints }) => ({
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
    const best = lowest(validation());
    expect(best).toBeGreaterThan(3);
    expect(best).toBeLessThan(30);
    const last = lastOf(await events({ keep: 'BEST' }));
    expect(last.step).toBe(32);
    expect(last.outcome.step).toBe(best);
    expect(last.outcome.parameters).toEqual(plainAt(best).parameters);
    expect(last.outcome.test).toEqual(plainAt(best).test);
  });

  it('ends with its last where those are the best', async () => {
    const changes = { keep: 'BEST', learningRate: 0.01 } as const;
    const run = await events(changes, undefined, undefined, undefined, honest);
    expect(lowest(validation(run))).toBe(32);
    const { step, parameters, test, outcome } = lastOf(run);
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
