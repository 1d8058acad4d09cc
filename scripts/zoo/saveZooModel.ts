import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../../src/zoo/card.ts';
import { cardName, weightsName } from '../../src/zoo/zooFiles.ts';
import { formatted } from '../formatted.ts';

/** Of a file that is being written; nobody reads one. */
const UNFINISHED = '.unfinished';

/** Removes what a command left behind that was killed while it wrote. */
export async function removeUnfinished(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const left = (await readdir(folder)).filter((name) => name.endsWith(UNFINISHED));
  for (const name of left) await rm(join(folder, name), { force: true });
}

/** Writes a model's two files, each as a whole or not at all. */
export async function saveZooModel(folder: string, card: Card, weights: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const json = await formatted(cardName(card.slug), JSON.stringify(card));
  await replace(join(folder, weightsName(card.slug)), weights);
  await replace(join(folder, cardName(card.slug)), json);
}

async function replace(path: string, contents: string | Uint8Array): Promise<void> {
  await writeFile(path + UNFINISHED, contents);
  await rename(path + UNFINISHED, path);
}
