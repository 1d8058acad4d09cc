import { expect, test } from 'vitest';

import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { LoadedWeights } from '../../../src/service/reading/loadedWeights.ts';
import type { TraceSubject } from '../../../src/service/reading/traceSubject.ts';
import { traceSubject } from '../samples.ts';

/** Subjects of their keys, and the keys of those that were loaded. */
function noted(): { subject: (key: string, bytes?: number) => TraceSubject; loaded: string[] } {
  const loaded: string[] = [];
  const subject = (weightsKey: string, weightsBytes = 10) =>
    traceSubject({
      weightsKey,
      weightsBytes,
      load: () => {
        loaded.push(weightsKey);
        return traceSubject().load();
      },
    });
  return { subject, loaded };
}

test('weights are loaded once, also for two at the same time', async () => {
  const { subject, loaded } = noted();
  const weights = new LoadedWeights();
  const [first, second] = await Promise.all([weights.of(subject('a')), weights.of(subject('a'))]);
  expect(await weights.of(subject('a'))).toBe(first);
  expect(second).toBe(first);
  const { network } = traceSubject();
  expect(first).toEqual({ network, parameters: initialParameters(network, 1) });
  expect(loaded).toEqual(['a']);
});

test('the least recently used make room, but never the one in use', async () => {
  const { subject, loaded } = noted();
  const weights = new LoadedWeights(25);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await weights.of(subject(key));
  expect(loaded).toEqual(['a', 'b', 'c', 'b']);
  await weights.of(subject('huge', 100));
  await weights.of(subject('huge', 100));
  expect(loaded).toEqual(['a', 'b', 'c', 'b', 'huge']);
});

test('a failure is not kept', async () => {
  const weights = new LoadedWeights();
  const failing = traceSubject({ load: () => Promise.reject(new Error('gone')) });
  await expect(weights.of(failing)).rejects.toThrow('gone');
  expect((await weights.of(traceSubject())).parameters.length).toBeGreaterThan(0);
});
