import { mkdir, writeFile } from 'node:fs/promises';

import type { AskedService } from '../askedService.ts';
import { seeds, wholeImage, type Measured } from './measured.ts';

interface Svg {
  svg: string;
}

const sizes = ['32', '64', '128', '3x32'];

/** What is drawn together, by the picture's name: architectures, and which of the seeds. */
const curves: ReadonlyMap<string, { architectures: string[]; seeds: number[] }> = new Map([
  ['curves-lstm', { architectures: sizes.map((size) => `lstm-${size}`), seeds: [1] }],
  ['curves-gru', { architectures: sizes.map((size) => `gru-${size}`), seeds: [1] }],
  ['curves-seeds', { architectures: ['lstm-32', 'gru-128'], seeds }],
  ['curves-whole-image', { architectures: [...wholeImage, 'lstm-128', 'gru-128'], seeds: [1] }],
]);

/** Draws the table and the learning curves into a folder. */
export async function drawResults(
  service: AskedService,
  measured: Measured,
  folder: URL,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const write = (name: string, { svg }: Svg) => writeFile(new URL(`${name}.svg`, folder), svg);
  const { summaryTable } = await service.ask<{ summaryTable: { picture: Svg } }>(
    'query ($seeds: [Int!]) { summaryTable(seeds: $seeds) { picture { svg } } }',
    { seeds },
  );
  await write('summary-table', summaryTable.picture);
  for (const [name, chosen] of curves) {
    const runs = chosen.architectures.flatMap((slug) => runsOf(measured, slug, chosen.seeds));
    const { learningCurves } = await service.ask<{ learningCurves: Svg }>(
      'query ($runs: [ID!]!) { learningCurves(runs: $runs, maxPoints: 100) { svg } }',
      { runs },
    );
    await write(name, learningCurves);
  }
}

/** Global ids. */
function runsOf(measured: Measured, slug: string, chosen: readonly number[]): string[] {
  return chosen.map((seed) => {
    const run = measured.get(slug)?.runs[seeds.indexOf(seed)];
    if (run == null) throw new Error(`there is no run of ${slug} with seed ${seed}`);
    return run.id;
  });
}
