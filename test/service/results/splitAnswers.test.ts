import { beforeEach, expect, test, vi } from 'vitest';

import type { Dataset } from '../../../src/data/dataset.ts';
import { GatescopeError } from '../../../src/errors.ts';
import type { Inspector } from '../../../src/inspection/inspector.ts';
import type { SplitPredictions } from '../../../src/inspection/splitPredictions.ts';
import { LoadedWeights } from '../../../src/service/reading/loadedWeights.ts';
import type { TraceSubject } from '../../../src/service/reading/traceSubject.ts';
import { SplitAnswers } from '../../../src/service/results/splitAnswers.ts';

const predictions = { accuracy: 0.5 } as SplitPredictions;
const dataset = { sha256: 'a', splits: { TEST: { examples: 10 } } } as unknown as Dataset;
const subject = {
  weightsKey: 'model',
  weightsBytes: 4,
  load: () => Promise.resolve(Float32Array.of(1)),
} as TraceSubject;

/** Runs until it is told to end, or until nobody wants it. */
class SlowInspector {
  readonly unwanted: AbortSignal[] = [];
  finish: () => void = () => undefined;

  splitPredictions(_subject: unknown, _dataset: unknown, _split: unknown, unwanted: AbortSignal) {
    this.unwanted.push(unwanted);
    return new Promise<SplitPredictions>((resolve, reject) => {
      this.finish = () => resolve(predictions);
      unwanted.addEventListener('abort', () => reject(new GatescopeError('CLIENT_GONE', 'gone')));
    });
  }
}

let inspector: SlowInspector;
let answers: SplitAnswers;
beforeEach(() => {
  inspector = new SlowInspector();
  answers = new SplitAnswers({ inspector: inspector as unknown as Inspector }, new LoadedWeights());
});

const begun = (times: number) => vi.waitFor(() => expect(inspector.unwanted).toHaveLength(times));

test('a split stops with the last client that waits for it, and not with the first', async () => {
  const clients = [new AbortController(), new AbortController()] as const;
  const asked = clients.map(({ signal }) => answers.of(subject, dataset, 'TEST', signal));
  const outcomes = Promise.allSettled(asked);
  await begun(1);
  clients[0].abort();
  expect(inspector.unwanted[0]?.aborted).toBe(false);
  clients[1].abort();
  for (const outcome of await outcomes) {
    expect(outcome).toMatchObject({ reason: { code: 'CLIENT_GONE' } });
  }
  expect(inspector.unwanted).toHaveLength(1);
});

test('who asks while the last of the others leaves is answered', async () => {
  const leaving = new AbortController();
  const left = answers.of(subject, dataset, 'TEST', leaving.signal).catch(() => 'left');
  await begun(1);
  leaving.abort();
  const asked = answers.of(subject, dataset, 'TEST');
  await begun(2);
  inspector.finish();
  expect(await asked).toBe(predictions);
  expect(await left).toBe('left');
});

test('who cannot be seen to leave keeps the work going', async () => {
  const leaving = new AbortController();
  const asked = answers.of(subject, dataset, 'TEST');
  const left = answers.of(subject, dataset, 'TEST', leaving.signal);
  await begun(1);
  leaving.abort();
  inspector.finish();
  expect(await asked).toBe(predictions);
  expect(await left).toBe(predictions);
  expect(await answers.of(subject, dataset, 'TEST')).toBe(predictions);
  expect(inspector.unwanted).toHaveLength(1);
});
