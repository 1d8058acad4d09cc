import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import { newRun, nextOf, type TestService } from '../testService.ts';

const gates = ['inputGate', 'forgetGate', 'outputGate', 'candidate', 'cellState', 'hiddenState'];
const UNITS = 128;
/** Of one activation in an event. An operation may have a million, so 46 events of all six. */
export const NUMBERS = 28 * UNITS;

const QUERY = `subscription ($run: ID!, $names: [String!]!) { runEvents(run: $run) { step run {
  snapshots { trace(image: { example: { index: 0 } }) { activations(names: $names) { values } } }
} } }`;

interface Answer {
  runEvents: {
    step: number;
    run: { snapshots: { trace: { activations: { values: number[] }[] } }[] };
  };
}

/**
 * Watches a run that trains, with the inside of its network in each event.
 *
 * @param events how many
 * @param activations how many of the six that a layer has, in each event
 * @param each hears how many numbers an event had, counted from 1
 */
export async function watchNumbers(
  { url, store, events: runEvents }: TestService,
  { events, activations }: { events: number; activations: number },
  each: (event: number, numbers: number) => void,
): Promise<void> {
  const run = await store.runs.create(newRun({ cell: 'LSTM', units: UNITS }));
  const began = await store.runs.beginAttempt(run.id);
  const attempt = store.attempt(run.id, began?.attempt ?? 1);
  const snapshot = { step: 0, parameters: initialParameters(run.network, 1) };
  await attempt.record({ step: 0, curvePoints: [], snapshot });
  const address = `${url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0 });
  const names = gates.slice(0, activations).map((name) => `layers.0.${name}`);
  const variables = { run: toGlobalId('Run', run.id), names };
  const watch = client.iterate<Answer>({ query: QUERY, variables });
  const progress = { accuracy: null, examplesPerSecond: null, secondsLeft: null, ended: false };
  let step = 0;
  const publish = () => runEvents.publish({ runId: run.id, step, loss: 0.5, ...progress });
  // What is published before the server listens is lost, so it is said again until it is heard.
  const repeating = setInterval(() => void publish(), 100);
  for (let event = 1; event <= events; event++) {
    const answer = await nextOf(watch);
    if (answer?.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    const snapshots = answer?.data?.runEvents.run.snapshots ?? [];
    const lists = snapshots.flatMap(({ trace }) => trace.activations);
    each(
      event,
      lists.reduce((sum, { values }) => sum + values.length, 0),
    );
    step++;
    void publish();
  }
  clearInterval(repeating);
  await client.dispose();
}
