import { setTimeout as sleep } from 'node:timers/promises';

import type { AskedService } from '../askedService.ts';
import { measuredResults, type Measured } from './measured.ts';

const LOOK_MS = 2000;

/**
 * Trains what is missing of the results and waits for it.
 *
 * @throws Error for a run that is refused or does not succeed
 */
export async function trainMissing(service: AskedService): Promise<Measured> {
  // Some of it may be under way already.
  await runsHaveEnded(service);
  const missing = [...(await measuredResults(service)).values()].filter(isMissing);
  for (const { architecture, missingSeeds } of missing) {
    console.log(`training ${architecture.slug}, seeds ${missingSeeds.join(', ')}`);
    await train(service, architecture.slug, missingSeeds);
  }
  await runsHaveEnded(service);
  const measured = await measuredResults(service);
  const failed = [...measured.values()].filter(isMissing);
  if (failed.length === 0) return measured;
  const names = failed.map(({ architecture }) => architecture.slug);
  throw new Error(`runs of ${names.join(', ')} have not succeeded: see \`runs\` for the reasons`);
}

function isMissing({ missingSeeds }: { missingSeeds: number[] }): boolean {
  return missingSeeds.length > 0;
}

async function train(
  service: AskedService,
  architecture: string,
  seeds: readonly number[],
): Promise<void> {
  const { trainModel } = await service.ask<{ trainModel: { userErrors: { message: string }[] } }>(
    'mutation ($input: TrainModelInput!) { trainModel(input: $input) { userErrors { message } } }',
    { input: { architecture, seeds } },
  );
  const [mistake] = trainModel.userErrors;
  if (mistake !== undefined) throw new Error(mistake.message);
}

/** Runs of anybody else's as well: they take the same workers. */
async function runsHaveEnded(service: AskedService): Promise<void> {
  for (let before = 0; ;) {
    const { queued, running } = await service.ask<
      Record<'queued' | 'running', { totalCount: number }>
    >(`{
      queued: runs(first: 1, filter: { status: QUEUED }) { totalCount }
      running: runs(first: 1, filter: { status: RUNNING }) { totalCount }
    }`);
    const unfinished = queued.totalCount + running.totalCount;
    if (unfinished === 0) return;
    if (unfinished !== before) console.log(`${unfinished} runs to go`);
    before = unfinished;
    await sleep(LOOK_MS);
  }
}
