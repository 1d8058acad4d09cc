import { runProgram } from '../../src/programs/runProgram.ts';

/** A program whose end never comes. */
await runProgram('endless', () => {
  setInterval(() => undefined, 1_000);
  return Promise.resolve({ stop: () => new Promise<void>(() => undefined) });
});
