import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { limits } from '../../../src/http/limits/limits.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import { mostSnapshots } from '../../../src/store/records.ts';
import { addModel, newRun, startTestService, type TestService } from '../testService.ts';

let service: TestService;
/** Global id of a run under way, with as many snapshots as there can be; each has weights of its own. */
let run: string;
const steps = Array.from({ length: mostSnapshots }, (_, n) => 50 * n);
beforeAll(async () => {
  service = await startTestService();
  run = await addRun();
});
afterAll(() => service.close());

async function addRun(): Promise<string> {
  const { id, network } = await service.store.runs.create(newRun({ cell: 'LSTM', units: 4 }));
  const { attempt } = (await service.store.runs.beginAttempt(id))!;
  for (const step of steps) {
    const parameters = initialParameters(network, step);
    await service.store
      .attempt(id, attempt)
      .record({ step, curvePoints: [], snapshot: { step, parameters } });
  }
  return toGlobalId('Run', id);
}

const image = 'image: { example: { index: 0 } }';
const gate = 'layers { gates(units: [1]) { forgetGate { name shape base64 npyUrl } } }';

interface TensorAnswer {
  name: string;
  shape: number[];
  base64: string;
  npyUrl: string;
}
interface SnapshotAnswer {
  step: number;
  trace: { layers: { gates: { forgetGate: TensorAnswer } }[] };
}

const forgetGate = ({ trace }: SnapshotAnswer): TensorAnswer => trace.layers[0]!.gates.forgetGate;

async function snapshotsOfRun(fields: string): Promise<SnapshotAnswer[]> {
  const { data, errors } = await service.ask<{ run: { snapshots: SnapshotAnswer[] } }>(
    `query ($run: ID!) { run(id: $run) { snapshots { step ${fields} } } }`,
    { run },
  );
  expect(errors).toBeUndefined();
  return data.run.snapshots;
}

test('every snapshot of a run can be traced in one query, oldest first', async () => {
  const found = await snapshotsOfRun(`trace(${image}) { ${gate} }`);
  expect(found.map(({ step }) => step)).toEqual(steps);
  for (const snapshot of found) {
    expect(forgetGate(snapshot)).toMatchObject({
      name: 'layers.0.forgetGate',
      shape: [28, 1],
    });
  }
  const different = new Set(found.map((snapshot) => forgetGate(snapshot).base64));
  expect(different.size).toBe(mostSnapshots);
});

test('a run without snapshots has an empty list', async () => {
  const { id } = await service.store.runs.create(newRun({ cell: 'LSTM', units: 4 }));
  const { data } = await service.ask(
    `{ run(id: "${toGlobalId('Run', id)}") { snapshots { step } } }`,
  );
  expect(data).toEqual({ run: { snapshots: [] } });
});

test('one snapshot is found by its run and step, and leads back to them', async () => {
  const [, second] = await snapshotsOfRun(`trace(${image}) { ${gate} }`);
  const { data } = await service.ask<{ snapshot: SnapshotAnswer }>(
    `query ($run: ID!) { snapshot(run: $run, step: 50) {
      run { id architecture { slug } }
      step
      trace(${image}) { model { slug } snapshot { step run { id } } ${gate} }
    } }`,
    { run },
  );
  expect(data.snapshot).toMatchObject({
    run: { id: run, architecture: { slug: 'custom-lstm-4' } },
    step: 50,
    trace: { model: null, snapshot: { step: 50, run: { id: run } } },
  });
  expect(forgetGate(data.snapshot)).toEqual(forgetGate(second!));
});

test('the last snapshot shows what the model does, to the bit', async () => {
  const { slug, runId } = await addModel(service, { cell: 'GRU', units: 4 }, { seed: 9 });
  const seen = `trace(${image} MODEL) {
    activations(names: ["layers.0.updateGate", "layers.0.hiddenState", "head.probabilities"]) { base64 }
    decision { step label }
    predictions { step label confidence }
  }`;
  const { data, errors } = await service.ask<{ snapshot: object }>(
    `query ($run: ID!) {
      snapshot(run: $run, step: 2149) { ${seen.replace('MODEL', '')} }
      ${seen.replace('MODEL', `model: "${slug}"`)}
    }`,
    { run: toGlobalId('Run', runId!) },
  );
  expect(errors).toBeUndefined();
  const { snapshot, ...ofModel } = data;
  expect(snapshot).toEqual(ofModel);
});

test('a snapshot can be changed on the way as a model can', async () => {
  const { data } = await service.ask<{ snapshot: { trace: object } }>(
    `query ($run: ID!) { snapshot(run: $run, step: 0) {
      trace(${image}, interventions: [{ activation: "layers.0.forgetGate", set: 1 }]) {
        activations(names: ["layers.0.forgetGate"], steps: { to: 1 }) { values }
        untouched { snapshot { step } activations(names: ["layers.0.forgetGate"], steps: { to: 1 }) { base64 } }
      }
    } }`,
    { run },
  );
  const [first] = await snapshotsOfRun(
    `trace(${image}) { layers { gates(steps: { to: 1 }) { forgetGate { base64 } } } }`,
  );
  expect(data.snapshot.trace).toEqual({
    activations: [{ values: [1, 1, 1, 1] }],
    untouched: {
      snapshot: { step: 0 },
      activations: [{ base64: forgetGate(first!).base64 }],
    },
  });
});

test('npyUrl leads to the tensor of the same snapshot', async () => {
  const found = await snapshotsOfRun(`trace(${image}) { ${gate} }`);
  for (const snapshot of [found[0]!, found.at(-1)!]) {
    const { npyUrl, base64 } = forgetGate(snapshot);
    expect(npyUrl).toBe(
      `/tensors/layers.0.forgetGate.npy?run=${run}&step=${snapshot.step}&dataset=mnist&split=TEST&index=0&units=1`,
    );
    const response = await service.get(npyUrl);
    expect(response.status).toBe(200);
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(-28 * 4).toString('base64')).toBe(base64);
  }
});

test('pictures say which step they show', async () => {
  const { data } = await service.ask<{ snapshot: { trace: { hidden: { svg: string }[] } } }>(
    `query ($run: ID!) { snapshot(run: $run, step: 50) {
      trace(${image}) { hidden: activations(names: ["layers.0.hiddenState"]) { svg } }
    } }`,
    { run },
  );
  expect(data.snapshot.trace.hidden[0]!.svg).toContain('custom-lstm-4 after 50 steps');
});

describe('what is not there', () => {
  const unknown = toGlobalId('Run', '01a20c73-8a72-7000-a8ca-a368b7c70c10');
  test.each([
    ['an unknown run', () => unknown, 0],
    ['an id of the wrong kind', () => 'lstm-32', 0],
    ['an unknown step', () => run, 49],
    ['a negative step', () => run, -1],
  ])('is null: %s', async (_kind, id, step) => {
    const answer = await service.ask(
      'query ($run: ID!, $step: Int!) { snapshot(run: $run, step: $step) { step } }',
      { run: id(), step },
    );
    expect(answer).toEqual({ data: { snapshot: null } });
  });

  test('is told with the steps that there are where a tensor is asked for', async () => {
    const response = await service.get(
      `/tensors/layers.0.hiddenState.npy?run=${run}&step=49&dataset=mnist&index=0`,
    );
    const message = `step: expected a step that the run has a snapshot of (${steps.join(', ')}), got 49`;
    expect(await response.json()).toMatchObject({ errors: [{ message }] });
  });

  test.each([
    [`run=${unknown}&step=0`, 404, 'RUN_NOT_FOUND'],
    ['run=x&step=0', 400, 'INVALID_ID'],
    ['run=RUN&step=49', 404, 'SNAPSHOT_NOT_FOUND'],
    ['run=RUN', 400, 'INVALID_ARGUMENT'],
    ['step=0', 400, 'INVALID_ARGUMENT'],
    ['run=RUN&step=0&model=lstm-32', 400, 'INVALID_ARGUMENT'],
  ])('is an error: .npy?%s', async (query, status, code) => {
    const path = `/tensors/layers.0.hiddenState.npy?${query.replace('RUN', run)}`;
    const response = await service.get(`${path}&dataset=mnist&index=0`);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
  });
});

describe('a forward pass is counted for each snapshot:', () => {
  const traced = `snapshots { trace(${image}) { ${gate} } }`;

  test('those of one run may all be traced', async () => {
    const { errors } = await service.ask(`{ runs(first: 1) { nodes { ${traced} } } }`);
    expect(errors).toBeUndefined();
  });

  test.each([
    `{ runs { nodes { ${traced} } } }`,
    `{ runs(first: 2) { nodes { ${traced} } } }`,
    `{ runs(first: 1) { nodes { ${traced} again: ${traced} } } }`,
    `{ runs(first: 1) { nodes { ...R } } } fragment R on Run { model { run { ${traced} ${traced.replace('snapshots', 'more: snapshots')} } } }`,
  ])('%s is refused', async (query) => {
    const [code, message] = await service.askInVain(query);
    expect(code).toBe('QUERY_TOO_LARGE');
    expect(message).toMatch(`query: expected a cost of at most ${limits.cost}, got `);
  });
});
