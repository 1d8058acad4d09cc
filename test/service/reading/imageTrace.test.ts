import { expect, test } from 'vitest';

import type { NamedTensor } from '../../../src/inspection/namedTensor.ts';
import { ImageTrace } from '../../../src/service/reading/imageTrace.ts';
import { drawnImage, traceSubject } from '../samples.ts';

const unchanged = { changes: null, interventions: [] };

/** A trace whose forward passes are noted, each giving the place of the name it was asked for. */
function tracedPasses(): { trace: ImageTrace; passes: string[][] } {
  const passes: string[][] = [];
  const trace = new ImageTrace(traceSubject(), drawnImage([0, 1], 2), unchanged, (names) => {
    passes.push([...names]);
    return Promise.resolve(names.map((name, n) => tensor(name, n)));
  });
  return { trace, passes };
}

function tensor(name: string, value: number): NamedTensor {
  return { name, shape: [1, 1], axes: ['step', 'unit'], values: Float32Array.of(value) };
}

test('what is asked in one turn comes from one pass, each name once', async () => {
  const { trace, passes } = tracedPasses();
  const names = ['a', 'b', 'a'];
  const asked = names.map((name) => trace.activation(name));
  // A field two levels further down asks some promises later.
  const later = Promise.resolve().then(() => trace.activation('c'));
  const [a, b, again] = await Promise.all(asked);
  expect([a?.values[0], b?.values[0], (await later).values[0]]).toEqual([0, 1, 2]);
  expect(again).toBe(a);
  expect(passes).toEqual([['a', 'b', 'c']]);
});

test('what is asked later takes another pass, without what is known', async () => {
  const { trace, passes } = tracedPasses();
  await trace.activation('a');
  await Promise.all([trace.activation('a'), trace.activation('b')]);
  expect(passes).toEqual([['a'], ['b']]);
});

test('nothing is computed unasked', async () => {
  const { passes } = tracedPasses();
  await new Promise(setImmediate);
  expect(passes).toEqual([]);
});

test('all who asked hear of a pass that failed', async () => {
  const trace = new ImageTrace(traceSubject(), drawnImage([0, 1], 2), unchanged, () =>
    Promise.reject(new Error('no engine')),
  );
  const asked = await Promise.allSettled([trace.activation('a'), trace.activation('b')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
