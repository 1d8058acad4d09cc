import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { NUMBERS, watchNumbers } from '../http/graphql/watchedNumbers.ts';
import { startTestService, type TestService } from '../http/testService.ts';

const MiB = 2 ** 20;
/** Where other work takes the processors. */
const PATIENCE_MS = 45 * 60_000;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is held after all that can be given back has been, in bytes. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

test(
  'a subscription of 10,000 events with numbers in each holds no more at its end',
  async () => {
    const memory = new Map<number, number>();
    const counts = new Set<number>();
    await watchNumbers(service, { events: 10_000, activations: 1 }, (event, numbers) => {
      counts.add(numbers);
      if (event === 1_000 || event === 10_000) memory.set(event, held());
    });
    expect([...counts]).toEqual([NUMBERS]);
    const [early, late] = [...memory.values()] as [number, number];
    console.log(`held at event 1,000: ${early / MiB} MiB, at 10,000: ${late / MiB} MiB`);
    // The activations alone of the events between would be 120 MiB.
    expect(late - early).toBeLessThan(16 * MiB);
  },
  PATIENCE_MS,
);
