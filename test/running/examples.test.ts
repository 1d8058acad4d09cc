import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { architectures } from '../../src/zoo/architectures.ts';
import { environmentWithNumpy } from './numpy.ts';
import { RunningService } from './runningService.ts';

const folder = new URL('../../examples/', import.meta.url);
const example = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const runProgram = promisify(execFile);
const script = (file: string) => fileURLToPath(new URL(file, folder));

interface RunEvent {
  step: number;
  loss: number | null;
  accuracy: number | null;
  run: { status: string };
}

/** Events of a run until it ends, by the subscription of the examples. */
async function watch(url: string, run: string): Promise<RunEvent[]> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const subscription = client.iterate<{ runEvents: RunEvent }>({
    query: example('watch-run.graphql'),
    variables: { run },
  });
  const events: RunEvent[] = [];
  for await (const { data, errors } of subscription) {
    if (errors !== undefined || data == null) throw new Error(JSON.stringify(errors));
    events.push(data.runEvents);
  }
  await client.dispose();
  return events;
}

describe('the examples, run against the service as a newcomer would', () => {
  let service: RunningService;
  let events: RunEvent[];

  beforeAll(async () => {
    service = await RunningService.start();
    const { data } = await service.graphql<{
      trainModel: { run: { id: string; totalSteps: number } };
    }>(example('train-lstm-32.graphql'));
    expect(data.trainModel.run.totalSteps).toBe(2149);
    events = await watch(service.url, data.trainModel.run.id);
  }, 300_000);
  afterAll(() => service.remove());

  it('is told by `npm start`, while it has no model of its own, what to ask', () => {
    const printed = service.output.join('\n').replaceAll(/^ {4}/gm, '');
    expect(printed).toContain(example('look-inside.graphql'));
    expect(printed).toContain(example('train-lstm-32.graphql'));
  });

  it('finds the whole zoo there, measured', async () => {
    const { data } = await service.graphql<{
      models: { nodes: { slug: string; evaluation: { accuracy: number }; run: object | null }[] };
    }>('{ models(first: 100) { nodes { slug evaluation { accuracy } run { status engine } } } }');
    const zoo = data.models.nodes.slice(-architectures.length);
    expect(zoo.map(({ slug }) => slug)).toEqual(architectures.map(({ slug }) => slug));
    for (const { evaluation, run } of zoo) {
      expect(evaluation.accuracy).toBeGreaterThan(0.9);
      expect(run).toMatchObject({ status: 'SUCCEEDED' });
    }
  });

  it('trains an LSTM to at least 0.955, watched step by step', () => {
    const steps = events.map(({ step }) => step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(events.length).toBeGreaterThan(3);
    expect(events.some(({ loss }) => loss !== null && loss > 0)).toBe(true);
    expect(events.at(-1)).toMatchObject({ step: 2149, run: { status: 'SUCCEEDED' } });
    expect(events.at(-1)!.accuracy).toBeGreaterThanOrEqual(0.955);
  });

  const queries = readdirSync(folder).filter(
    (file) => file.endsWith('.graphql') && file !== 'train-lstm-32.graphql',
  );
  const needRun = ['watch-run.graphql', 'delete-run.graphql'];
  it.each(queries.filter((file) => !needRun.includes(file)))('%s', async (file) => {
    const { data, errors } = await service.graphql<object>(example(file));
    expect(errors).toBeUndefined();
    expect(Object.keys(data).length).toBeGreaterThan(0);
    expect(JSON.stringify(data)).not.toContain('"userErrors":[{');
  });

  it('deletes a run that was canceled', async () => {
    const { data } = await service.graphql<{ trainModel: { run: { id: string } } }>(
      'mutation { trainModel(input: { architecture: "linear" }) { run { id } } }',
    );
    const { id: run } = data.trainModel.run;
    const cancel = 'mutation ($run: ID!) { cancelRun(input: { run: $run }) { run { id } } }';
    await service.graphql(cancel, { run });
    const deleted = await service.graphql(example('delete-run.graphql'), { run });
    expect(deleted.data).toEqual({ deleteRun: { deletedRun: run, userErrors: [] } });
  });

  it('shows pictures at their addresses', async () => {
    const { data } = await service.graphql<{ trace: Record<string, { url: string }> }>(
      example('picture-url.graphql'),
    );
    const urls = Object.values(data.trace).map(({ url }) => service.url + url);
    const answers = await Promise.all(urls.map((url) => fetch(url)));
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual([
      'image/svg+xml',
      'image/png',
      'image/svg+xml',
    ]);
  });

  it('shows by snapshots how a gate forms', async () => {
    const { data } = await service.graphql<{
      model: {
        run: {
          snapshots: {
            step: number;
            trace: {
              decision: { correct: boolean };
              layers: { gates: { forgetGate: { values: number[] } } }[];
            };
          }[];
        };
      };
    }>(example('gates-form.graphql'));
    const { snapshots } = data.model.run;
    const everyHundred = Array.from({ length: 22 }, (_, n) => 100 * n);
    expect(snapshots.map(({ step }) => step)).toEqual([...everyHundred, 2149]);
    const means = snapshots.map(({ trace }) => {
      const { values } = trace.layers[0]!.gates.forgetGate;
      expect(values).toHaveLength(28);
      return values.reduce((sum, value) => sum + value, 0) / 28;
    });
    expect(means[0]).toBeCloseTo(0.73, 1);
    expect(means.at(-1)).toBeGreaterThan(0.8);
    expect(snapshots.at(-1)!.trace.decision.correct).toBe(true);
  });

  it('ends a trace with the model’s own answer, in arrays of the right shape', async () => {
    const { data } = await service.graphql<{
      trace: {
        decision: { step: number; label: number; correct: boolean };
        predictions: { label: number; probabilities: number[] }[];
        layers: { hiddenStates: { shape: number[]; values: number[] } }[];
      };
      logits: { activations: { shape: number[]; values: number[] }[] };
    }>(`{
      trace(image: { example: { index: 0 } }, model: "my-first-lstm") {
        decision { step label correct }
        predictions { label probabilities }
        layers { hiddenStates { shape values } }
      }
      logits: trace(image: { example: { index: 0 } }, model: "my-first-lstm") {
        activations(names: ["head.logits"]) { shape values }
      }
    }`);
    const { trace, logits } = data;
    expect(trace.predictions).toHaveLength(28);
    expect(trace.layers[0]!.hiddenStates.shape).toEqual([28, 32]);
    expect(trace.layers[0]!.hiddenStates.values).toHaveLength(28 * 32);
    const [{ shape, values }] = logits.activations as [{ shape: number[]; values: number[] }];
    expect(shape).toEqual([28, 10]);
    const last = values.slice(-10);
    expect(trace.predictions.at(-1)!.label).toBe(last.indexOf(Math.max(...last)));
    expect(trace.decision).toMatchObject({ label: 7, correct: true });
  });

  describe('the client scripts', () => {
    const clients: [string, string, string[], () => NodeJS.ProcessEnv][] = [
      [
        'TypeScript',
        process.execPath,
        ['--import', 'tsx', script('activations.ts')],
        ownEnvironment,
      ],
      ['Python', 'python3', [script('activations.py')], environmentWithNumpy],
    ];

    it.each(clients)('fetch all activations, in %s', async (_, program, args, environment) => {
      const { stdout } = await runProgram(program, [...args, 'my-first-lstm', '3', service.url], {
        env: environment(),
      });
      const lines = stdout.trim().split('\n');
      expect(lines[0]).toBe('my-first-lstm reads test image 3, a 0');
      expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([
        ...['inputGate', 'forgetGate', 'candidate', 'outputGate', 'cellState', 'hiddenState'].map(
          (name) => `layers.0.${name}: 28 × 32 (step × unit)`,
        ),
        'head.0.output: 28 × 64 (step × unit)',
        'head.1.output: 28 × 64 (step × unit)',
        'head.logits: 28 × 10 (step × class)',
        'head.probabilities: 28 × 10 (step × class)',
      ]);
    });

    it.each(clients)('say what is wrong, in %s', async (_, program, args, environment) => {
      const failing = runProgram(program, [...args, 'no-such-model', '0', service.url], {
        env: environment(),
      });
      await expect(failing).rejects.toMatchObject({
        stderr: 'model: expected the slug or global id of a model, got "no-such-model"\n',
      });
    });
  });
});

function ownEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}
