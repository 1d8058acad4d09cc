import type { Dataset } from '../../src/data/dataset.ts';
import type { EngineSource } from '../../src/engines/engine.ts';
import { GatescopeError, invalidArgument, misfit, shown } from '../../src/errors.ts';
import type { Architecture } from '../../src/zoo/architecture.ts';
import { architectures, findArchitecture } from '../../src/zoo/architectures.ts';
import { loadCard, loadWeights } from '../../src/zoo/zooFiles.ts';
import { compareWithCard } from './compareWithCard.ts';
import { removeUnfinished, saveZooModel } from './saveZooModel.ts';
import { trainZooModel } from './trainZooModel.ts';

export interface ZooMeans {
  engines: EngineSource;
  dataset: Dataset;
  /** Where the cards and weights are. */
  folder: string;
  print(line: string): void;
  /** Ends the command; what is done by then stays. */
  signal: AbortSignal;
}

/**
 * Carries out what the command line asks for.
 *
 * @param args `train` or `verify`, then slugs; all architectures when there is none
 * @returns whether all went well
 * @throws GatescopeError for an unknown command or slug, and when a training fails
 */
export async function runZooCommand(
  [command, ...slugs]: readonly string[],
  means: ZooMeans,
): Promise<boolean> {
  const commands = { train, verify };
  if (command !== 'train' && command !== 'verify') {
    throw invalidArgument('the command', 'train or verify, then slugs or none', command ?? 'none');
  }
  const chosen = slugs.length === 0 ? architectures : slugs.map(architectureNamed);
  await removeUnfinished(means.folder);
  return commands[command](chosen, means);
}

function architectureNamed(slug: string): Architecture {
  const found = findArchitecture(slug);
  if (found !== null) return found;
  const expected = `one of ${architectures.map((entry) => entry.slug).join(', ')}`;
  throw misfit('ARCHITECTURE_NOT_FOUND', 'the slug', expected, shown(slug));
}

async function train(chosen: readonly Architecture[], means: ZooMeans): Promise<boolean> {
  for (const architecture of chosen) {
    const trained = await trainZooModel(architecture, means);
    if (trained === null) {
      means.print(`stopped: nothing of ${architecture.slug} was written`);
      return false;
    }
    await saveZooModel(means.folder, trained.card, trained.weights);
    const { accuracy, crossEntropy } = trained.card.evaluation;
    means.print(
      `${architecture.slug}: written, test accuracy ${accuracy}, cross-entropy ${crossEntropy}`,
    );
  }
  return true;
}

async function verify(chosen: readonly Architecture[], means: ZooMeans): Promise<boolean> {
  let succeeded = true;
  for (const architecture of chosen) {
    if (means.signal.aborted) return false;
    const differences = await differencesOf(architecture, means);
    for (const difference of differences) means.print(`${architecture.slug}: ${difference}`);
    if (differences.length === 0) means.print(`${architecture.slug}: as its card says`);
    else succeeded = false;
  }
  return succeeded;
}

/** What is wrong with a model, its files being damaged among others. */
async function differencesOf(architecture: Architecture, means: ZooMeans): Promise<string[]> {
  try {
    const card = await loadCard(means.folder, architecture);
    if (card === null) return ['expected a card, got none'];
    return await compareWithCard(await loadWeights(means.folder, card), means);
  } catch (error) {
    if (!(error instanceof GatescopeError)) throw error;
    return [error.message];
  }
}
