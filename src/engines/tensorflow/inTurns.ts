import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Runtime } from './runtime.ts';

/** How long this thread computes before whatever else the process does has its turn. */
const LONGEST_MS = 5;

/**
 * Does work to its end, in pieces: the tensors that a piece makes and does not keep are gone when it
 * pauses.
 */
export async function inTurns<T>({ tf }: Runtime, work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const piece: { step?: IteratorResult<void, T> } = {};
    tf.tidy(() => {
      piece.step = work.next();
    });
    const { done, value } = piece.step as IteratorResult<void, T>;
    if (done === true) return value;
    if (performance.now() - began < LONGEST_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}
