import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService } from './runningService.ts';

const folder = new URL('../../examples/questions/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, folder), 'utf8');

interface Experiment {
  claims: { exact: boolean; error: number }[];
}
interface Watched extends Experiment {
  before: { values: number[] }[];
  afterwards: { shape: number[]; values: number[] }[];
}
interface Tensor {
  shape: number[];
  values: number[];
  base64: string;
}

let service: RunningService;

/** The queries ask the zoo's models, which are there from the start. */
beforeAll(async () => {
  service = await RunningService.start();
}, 120_000);
afterAll(() => service.remove());

async function answer<T>(name: string): Promise<T> {
  const { data, errors } = await service.graphql<T>(file(name));
  expect(errors).toBeUndefined();
  return data;
}

describe('question 1', () => {
  it('is answered by the gates: what is exact is exact to the bit, and the rest is measured', async () => {
    const { lstmStores, gruStores, lstmHolds, gruHolds } =
      await answer<Record<'lstmStores' | 'gruStores' | 'lstmHolds' | 'gruHolds', Experiment>>(
        '1-store-or-hold.graphql',
      );
    expect(gruHolds.claims).toMatchObject([{ exact: true, error: 0 }]);
    expect(gruStores.claims).toMatchObject([{ exact: true, error: 0 }]);
    expect(lstmHolds.claims).toMatchObject([{ exact: true, error: 0 }, { exact: false }]);
    expect(lstmHolds.claims[1]!.error).toBeGreaterThan(0.01);
    expect(lstmStores.claims).toMatchObject([{ exact: true, error: 0 }, { exact: false }]);
    expect(lstmStores.claims[1]!.error).toBeGreaterThan(0.01);
  });

  it('refutes the homework: z = 0 does not hold, and an LSTM holds h with a constant o', async () => {
    const { gruWithZeroZ, lstmHoldsAllOfIt } =
      await answer<Record<'gruWithZeroZ' | 'lstmHoldsAllOfIt', Watched>>('1-store-or-hold.graphql');
    const [held] = lstmHoldsAllOfIt.before;
    expect(lstmHoldsAllOfIt.afterwards).toEqual([
      { shape: [3, 3], values: [...held!.values, ...held!.values, ...held!.values] },
    ]);
    const moves = gruWithZeroZ.before[0]!.values.map((value, unit) =>
      Math.abs(gruWithZeroZ.afterwards[0]!.values[unit]! - value),
    );
    expect(Math.max(...moves)).toBeGreaterThan(0.1);
  });

  it('goes on with the ablations of Greff et al., each true to float32', async () => {
    const ablations = Object.values(
      await answer<Record<string, Experiment>>('1-ablations.graphql'),
    );
    expect(ablations).toHaveLength(4);
    for (const { claims } of ablations) expect(claims[0]!.error).toBeLessThan(1e-5);
  });
});

it('question 2 fills the homework’s table', async () => {
  const { summaryTable, resetBefore } = await answer<{
    summaryTable: {
      markdown: string;
      blocks: { title: string; columns: { accuracy: { mean: number } | null }[] }[];
    };
    resetBefore: { markdown: string };
  }>('2-how-well.graphql');
  expect(summaryTable.blocks.map(({ title }) => title)).toEqual(['LSTM', 'GRU']);
  for (const { columns } of summaryTable.blocks) {
    expect(columns).toHaveLength(4);
    for (const { accuracy } of columns) expect(accuracy!.mean).toBeGreaterThan(0.955);
  }
  expect(summaryTable.markdown).toContain('Test cross-entropy');
  expect(resetBefore.markdown).not.toBe(summaryTable.markdown);
});

it('question 3 puts the eight beside models that see the whole image', async () => {
  const { comparison, inside } = await answer<{
    comparison: {
      examples: number;
      models: { model: { slug: string }; evaluation: { accuracy: number } }[];
      pair: Record<'bothRight' | 'onlyFirst' | 'onlySecond' | 'bothWrong', number>;
    };
    inside: { decision: { step: number }; activations: { shape: number[] }[] };
  }>('3-whole-image.graphql');
  const accuracy = (slug: string) =>
    comparison.models.find(({ model }) => model.slug === slug)!.evaluation.accuracy;
  expect(comparison.models).toHaveLength(12);
  expect(accuracy('linear')).toBeGreaterThan(0.9);
  expect(accuracy('cnn')).toBeGreaterThan(accuracy('linear'));
  const { bothRight, onlyFirst, onlySecond, bothWrong } = comparison.pair;
  expect(bothRight + onlyFirst + onlySecond + bothWrong).toBe(comparison.examples);
  expect((bothRight + onlyFirst) / comparison.examples).toBeCloseTo(accuracy('gru-128'), 6);
  expect(inside.decision.step).toBe(27);
  expect(inside.activations.map(({ shape }) => shape)).toEqual([
    [28, 28, 8],
    [7, 7, 16],
    [32],
    [10],
  ]);
});

it('question 4 gives 28 steps × units, and the first and the last five steps', async () => {
  const { hiddenStates, firstSteps, lastSteps } = await answer<{
    hiddenStates: Tensor & { axes: string[]; heatMap: { svg: string }; ends: { svg: string } };
    firstSteps: Tensor;
    lastSteps: Tensor;
  }>('4-outputs-over-time.graphql');
  expect(hiddenStates).toMatchObject({ shape: [28, 64], axes: ['step', 'unit'] });
  expect(hiddenStates.heatMap.svg).toContain('<svg');
  expect(hiddenStates.ends.svg).not.toBe(hiddenStates.heatMap.svg);
  expect([firstSteps, lastSteps].map(({ values }) => values.length)).toEqual([5 * 64, 5 * 64]);
});

it('question 5 finds the first step from which the label no longer changes', async () => {
  const { trace, others } = await answer<{
    trace: {
      image: { label: number };
      decision: { step: number; label: number; correct: boolean };
      predictions: { label: number }[];
    };
    others: { decision: { step: number } }[];
  }>('5-when-decided.graphql');
  const labels = trace.predictions.map(({ label }) => label);
  const { step, label, correct } = trace.decision;
  expect(labels).toHaveLength(28);
  expect(labels.slice(step).every((one) => one === label)).toBe(true);
  expect(labels[step - 1]).not.toBe(label);
  expect(correct).toBe(label === trace.image.label);
  expect(others).toHaveLength(10);
});

it('question 6 gives every gate of both cells over the steps', async () => {
  const { lstm, gru, twoUnits } = await answer<{
    lstm: Record<string, Tensor>;
    gru: Record<string, Tensor>;
    twoUnits: { forgetGate: Tensor };
  }>('6-gates-over-time.graphql');
  expect(Object.values(lstm).map(({ shape }) => shape)).toEqual(Array(5).fill([28, 32]));
  expect(Object.values(gru).map(({ shape }) => shape)).toEqual(Array(3).fill([28, 64]));
  expect(twoUnits.forgetGate.shape).toEqual([28, 2]);
  const bytes = Buffer.from(lstm['forgetGate']!.base64, 'base64');
  expect(twoUnits.forgetGate.values.map(Math.fround)).toEqual(
    Array.from({ length: 28 }, (_, step) =>
      [0, 1].map((unit) => bytes.readFloatLE(4 * (step * 32 + unit))),
    ).flat(),
  );
});

it('has a query for each question', () => {
  const questions = readdirSync(folder).map((name) => name.charAt(0));
  expect([...new Set(questions)].sort()).toEqual(['1', '2', '3', '4', '5', '6']);
});
