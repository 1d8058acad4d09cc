import { afterAll, beforeAll, expect, test } from 'vitest';

import { addModel, startTestService, type TestService } from '../testService.ts';

const UNITS = 8;
const IMAGE = 'image: { example: { index: 0 } }';

interface Prediction {
  step: number;
  label: number;
  probabilities: number[];
  correct: boolean;
}
interface Control {
  seed: number;
  untouched: Prediction;
  changed: Prediction;
  moved: number;
  movedAsFar: number;
  answers: number[];
  sets: { units: number[][]; prediction: Prediction; moved: number }[];
}

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'GRU', units: UNITS, layers: 2 }, { name: 'gru' });
});
afterAll(() => service.close());

const PREDICTION = '{ step label probabilities correct }';
const FIELDS = `seed untouched ${PREDICTION} changed ${PREDICTION} moved movedAsFar answers
  sets { units moved prediction ${PREDICTION} }`;

/** Two changes to the same units of layer 0, one to others of layer 1, and one to all. */
function changes(shared: number[], others: number[]): string {
  return `interventions: [
    { activation: "layers.0.updateGate", set: 0, units: [${shared.join()}], steps: { from: 5 } }
    { activation: "layers.0.hiddenState", fromImage: { example: { index: 1 } }, units: [${shared.join()}] }
    { activation: "layers.1.hiddenState", scale: -2, units: [${others.join()}] }
    { activation: "layers.1.resetGate", scale: 0.9 }
  ]`;
}

async function control(interventions: string, request = ''): Promise<Control | null> {
  const { data, errors } = await service.ask<{ trace: { control: Control | null } }>(
    `{ trace(${IMAGE}, model: "gru", ${interventions}) { control${request} { ${FIELDS} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.trace.control;
}

async function last(interventions: string): Promise<Prediction> {
  const { data } = await service.ask<{ trace: { predictions: Prediction[] } }>(
    `{ trace(${IMAGE}, model: "gru"${interventions}) { predictions ${PREDICTION} } }`,
  );
  return data.trace.predictions.at(-1)!;
}

function distance(one: Prediction, other: Prediction): number {
  const differences = one.probabilities.map((p, n) => Math.abs(p - other.probabilities[n]!));
  return differences.reduce((sum, difference) => sum + difference) / 2;
}

test('every set is as if its units had been named, and all are counted', async () => {
  const found = (await control(changes([1, 6, 2], [4, 1]), '(count: 6, seed: 9)'))!;
  expect(found.seed).toBe(9);
  expect(found.untouched).toEqual(await last(''));
  expect(found.changed).toEqual(await last(`, ${changes([1, 6, 2], [4, 1])}`));
  expect(found.moved).toBeCloseTo(distance(found.changed, found.untouched), 6);
  expect(found.sets).toHaveLength(6);
  for (const { units, prediction, moved } of found.sets) {
    const [first, second, third] = units as [number[], number[], number[]];
    expect(units).toHaveLength(3);
    expect(second).toEqual(first);
    expect([new Set(first).size, new Set(third).size]).toEqual([3, 2]);
    expect([...first, ...third].every((unit) => unit >= 0 && unit < UNITS)).toBe(true);
    expect(prediction).toEqual(await last(`, ${changes(first, third)}`));
    expect(moved).toBeCloseTo(distance(prediction, found.untouched), 6);
  }
  const labels = found.sets.map(({ prediction }) => prediction.label);
  expect(found.answers).toEqual(
    Array.from({ length: 10 }, (_, label) => labels.filter((one) => one === label).length),
  );
  expect(found.movedAsFar).toBe(found.sets.filter(({ moved }) => moved >= found.moved).length);
});

test('a seed draws the same again, another draws others; every unit has its turn', async () => {
  const one = changes([0], [0]);
  const [first, again, other] = [
    await control(one, '(count: 60, seed: 3)'),
    await control(one, '(count: 60, seed: 3)'),
    await control(one, '(count: 60, seed: 4)'),
  ];
  expect(again).toEqual(first);
  const drawn = first!.sets.map(({ units }) => units);
  expect(other!.sets.map(({ units }) => units)).not.toEqual(drawn);
  expect(new Set(drawn.map(([units]) => units![0])).size).toBe(UNITS);
  expect(drawn.some(([below, , above]) => below![0] !== above![0])).toBe(true);
});

test('without changes there is none', async () => {
  expect(await control('interventions: []')).toBeNull();
});

test.each([
  ['interventions: [{ activation: "layers.0.updateGate", set: 0 }]', ''],
  [
    `interventions: [{ activation: "layers.0.updateGate", set: 0, units: [${[...Array(UNITS).keys()].join()}] }]`,
    '',
  ],
  ['preset: { name: HOLD_STATE }', ''],
])('%s has no other units to draw', async (change, request) => {
  const { errors } = await service.ask(
    `{ trace(${IMAGE}, model: "gru", ${change}) { control${request} { moved } } }`,
  );
  expect(errors?.[0]?.message).toBe(
    'interventions: expected one that names some of the 8 units, as there are no others to draw else, got all units',
  );
});

test.each([0, 101])('refuses %i sets', async (count) => {
  const change = 'interventions: [{ activation: "layers.0.updateGate", set: 0, units: [1] }]';
  const { errors } = await service.ask(
    `{ trace(${IMAGE}, model: "gru", ${change}) { control(count: ${count}) { moved } } }`,
  );
  expect(errors?.[0]?.message).toBe(`count: expected a whole number from 1 to 100, got ${count}`);
});
