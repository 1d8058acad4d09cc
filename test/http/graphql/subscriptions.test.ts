import { once } from 'node:events';

import { createClient, type Client } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import type { RunProgress } from '../../../src/jobs/runEventMessage.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { RunRecord } from '../../../src/store/records.ts';
import { architectures } from '../../../src/zoo/architectures.ts';
import {
  addModel,
  evaluation,
  newRun,
  nextOf,
  startTestService,
  weightsFile,
  type AnsweredError,
  type TestService,
} from '../testService.ts';

const ORIGIN = 'https://dashboard.example';
const QUERY = `subscription ($run: ID!) { runEvents(run: $run) {
  step loss accuracy examplesPerSecond secondsLeft run { id status step engine model { slug } }
} }`;

interface RunEventAnswer {
  step: number;
  loss: number | null;
  accuracy: number | null;
  run: { id: string; status: string; step: number; engine: string | null; model: object | null };
}

let service: TestService;
let address: string;
let client: Client;
beforeAll(async () => {
  service = await startTestService([ORIGIN]);
  address = `${service.url.replace('http', 'ws')}/graphql`;
  client = createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0 });
});
afterAll(async () => {
  await client.dispose();
  await service.close();
});

function subscribe(run: string) {
  return client.iterate<{ runEvents: RunEventAnswer }>({ query: QUERY, variables: { run } });
}

type Watch = ReturnType<typeof subscribe>;

async function nextEvent(watch: Watch): Promise<RunEventAnswer> {
  const answer = await nextOf(watch);
  return answer?.data?.runEvents as RunEventAnswer;
}

async function errorsOf(run: string): Promise<readonly AnsweredError[]> {
  const watch = subscribe(run);
  const answer = await nextOf(watch);
  expect((await watch.next()).done).toBe(true);
  return (answer?.errors ?? []) as readonly AnsweredError[];
}

async function publish(run: RunRecord, change: Partial<RunProgress>): Promise<void> {
  const nothing = { loss: null, accuracy: null, examplesPerSecond: null, secondsLeft: null };
  await service.events.publish({ runId: run.id, step: 0, ended: false, ...nothing, ...change });
}

describe('runEvents', () => {
  test('tells how a run stands, then how it moves, and ends with its end', async () => {
    const run = await service.store.runs.create(newRun({ cell: 'LSTM', units: 2 }));
    const watch = subscribe(toGlobalId('Run', run.id));
    expect(await nextEvent(watch)).toMatchObject({
      step: 0,
      loss: null,
      run: { status: 'QUEUED', step: 0, model: null },
    });

    const { attempt: number = 0 } = (await service.store.runs.beginAttempt(run.id)) ?? {};
    const attempt = service.store.attempt(run.id, number);
    await attempt.started('tensorflow 2.21.0 cpu');
    await attempt.progress(100);
    // Messages from before the server listens are lost, and what the store says is told instead.
    const figures = { step: 120, loss: 0.25, accuracy: 0.5, secondsLeft: 7 };
    const publishing = setInterval(() => void publish(run, figures), 100);
    let event = await nextEvent(watch);
    while (event.loss === null) event = await nextEvent(watch);
    clearInterval(publishing);
    expect(event).toMatchObject({ step: 120, loss: 0.25, accuracy: 0.5, secondsLeft: 7 });
    expect(event.run).toMatchObject({
      status: 'RUNNING',
      step: 100,
      engine: 'tensorflow 2.21.0 cpu',
    });

    const bytes = weightsFile(run.network, 1);
    await attempt.succeed({
      step: run.totalSteps,
      keptStep: run.totalSteps,
      curvePoints: [],
      evaluation: { ...evaluation },
      weights: { bytes, sha256: 'c'.repeat(64) },
      parameterCount: 1,
    });
    await publish(run, { step: run.totalSteps, ended: true });
    while (event.run.status === 'RUNNING') event = await nextEvent(watch);
    expect(event).toMatchObject({ step: run.totalSteps, accuracy: evaluation.accuracy });
    expect(event.run).toMatchObject({ status: 'SUCCEEDED', step: run.totalSteps });
    expect(event.run.model).not.toBeNull();
    expect((await watch.next()).done).toBe(true);
  });

  test('of a run that has ended are one event', async () => {
    const { runId } = await addModel(service, { cell: 'LSTM', units: 2 });
    const watch = subscribe(toGlobalId('Run', runId ?? ''));
    expect((await nextEvent(watch)).run.status).toBe('SUCCEEDED');
    expect((await watch.next()).done).toBe(true);
  });

  test('hear of a run that is canceled over HTTP', async () => {
    const run = await service.store.runs.create(newRun({ cell: 'LSTM', units: 2 }));
    const id = toGlobalId('Run', run.id);
    const watch = subscribe(id);
    await nextEvent(watch);
    await service.ask('mutation ($run: ID!) { cancelRun(input: { run: $run }) { run { id } } }', {
      run: id,
    });
    expect((await nextEvent(watch)).run.status).toBe('CANCELED');
    expect((await watch.next()).done).toBe(true);
  });

  test('of a run that there is not are an error', async () => {
    const unknown = toGlobalId('Run', '01a20c73-8a72-7000-a8ca-a368b7c70c10');
    expect(await errorsOf(unknown)).toMatchObject([
      {
        message: `run: expected the global id of a run, got "${unknown}"`,
        extensions: { code: 'RUN_NOT_FOUND', argument: 'run' },
      },
    ]);
    expect(await errorsOf('lstm-32')).toMatchObject([
      {
        message: 'run: expected the global id of a Run, got "lstm-32"',
        extensions: { code: 'INVALID_ID', argument: 'run' },
      },
    ]);
  });
});

describe('a WebSocket', () => {
  test('answers queries as well', async () => {
    const query = '{ architectures { slug } }';
    const answer = await nextOf(client.iterate<{ architectures: object[] }>({ query }));
    expect(answer?.data?.architectures).toHaveLength(architectures.length);
  });

  test('says what is wrong with variables and operation names', async () => {
    const code = async (payload: { query: string; variables?: object; operationName?: string }) =>
      new Promise((resolve, reject) => {
        const told = (errors: unknown) => resolve((errors as AnsweredError[])[0]?.extensions.code);
        client.subscribe(payload as Parameters<Client['subscribe']>[0], {
          next: ({ errors }) => told(errors),
          error: told,
          complete: () => reject(new Error('no error')),
        });
      });
    expect(await code({ query: QUERY, variables: {} })).toBe('BAD_USER_INPUT');
    const two = 'query A { __typename } query B { __typename }';
    expect(await code({ query: two, operationName: 'C' })).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  test('takes so many operations at a time', async () => {
    const run = await service.store.runs.create(newRun({ cell: 'LSTM', units: 2 }));
    const own = createClient({ url: address, webSocketImpl: WebSocket, lazy: false });
    const variables = { run: toGlobalId('Run', run.id) };
    const watches = Array.from({ length: 50 }, () => own.iterate({ query: QUERY, variables }));
    await Promise.all(watches.map((watch) => watch.next()));
    await expect(own.iterate({ query: QUERY, variables }).next()).rejects.toMatchObject([
      { extensions: { code: 'QUERY_TOO_LARGE' } },
    ]);
    await watches[0]?.return?.();
    const again = await own.iterate({ query: QUERY, variables }).next();
    expect(again.done).toBe(false);
    await own.dispose();
  });

  test.each([
    ['no origin', {}, true],
    ['our own', { origin: 'OURS' }, true],
    ['an allowed one', { origin: ORIGIN }, true],
    ['another site', { origin: 'https://evil.example' }, false],
    ['a file', { origin: 'null' }, false],
  ])('with %s: %o', async (_kind, { origin }: { origin?: string }, allowed) => {
    const headers = origin === undefined ? {} : { origin: origin.replace('OURS', service.url) };
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
    socket.on('error', () => undefined);
    const opened = await Promise.race([
      once(socket, 'open').then(() => true),
      once(socket, 'unexpected-response').then(() => false),
    ]);
    expect(opened).toBe(allowed);
    socket.terminate();
  });

  test('at another path is refused', async () => {
    const socket = new WebSocket(address.replace('/graphql', '/other'), 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, object];
    expect(response).toMatchObject({ statusCode: 404 });
    socket.terminate();
  });
});
