import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunningService } from './runningService.ts';
import { finished, startRun, underWay } from './watchedRun.ts';

// Other programs are killed, and other engines' workers, in test/slow/crashes.test.ts.
let service: RunningService;
beforeAll(async () => {
  service = await RunningService.start();
});
afterAll(() => service.remove());

it('a run goes on after its worker is killed, and ends with the weights of an undisturbed one', async () => {
  const undisturbed = await finished(service, await startRun(service, 'undisturbed', 'NATIVE'));
  const id = await startRun(service, 'disturbed', 'NATIVE');
  await underWay(service, id);
  await service.kill('worker');

  const run = await finished(service, id);
  expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2, error: null });
  expect(run.curve).toEqual(undisturbed.curve);
  expect(run.model!.weights.sha256).toBe(undisturbed.model!.weights.sha256);
}, 240_000);
