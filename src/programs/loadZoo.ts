import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { parameterCount } from '../networks/parameters.ts';
import type { Store } from '../store/store.ts';
import { modelsBySlug, storeZooModel, type NewZooModel } from '../store/zooModels.ts';
import type { Architecture } from '../zoo/architecture.ts';
import { architectures } from '../zoo/architectures.ts';
import { loadCard, loadWeights, zooFolder, type ZooModel } from '../zoo/zooFiles.ts';

/**
 * Stores every model of the zoo whose weights are not those in the store. One that cannot be stored is
 * logged, and the others are.
 *
 * @param folder where the cards and weights are
 * @throws GatescopeError DATABASE_UNAVAILABLE
 */
export async function loadZoo(store: Store, logger: Logger, folder = zooFolder): Promise<void> {
  const slugs = architectures.map(({ slug }) => slug);
  const present = await store.transaction((tx) => modelsBySlug(tx, slugs));
  const stored: string[] = [];
  for (const [place, architecture] of architectures.entries()) {
    const { slug } = architecture;
    try {
      const outcome = await loadModel(architecture, place);
      if (outcome === 'STORED') stored.push(slug);
      if (outcome === 'SLUG_TAKEN') {
        logger.warn({ model: slug }, 'a model of the zoo is left out: another has its slug');
      }
    } catch (error) {
      if (error instanceof GatescopeError && error.code === 'DATABASE_UNAVAILABLE') throw error;
      logger.error({ err: error, model: slug }, 'a model of the zoo cannot be loaded');
    }
  }
  if (stored.length > 0) logger.info({ models: stored }, 'models of the zoo were stored');

  /** The weights, which are large, are read only where those in the store are others. */
  async function loadModel(architecture: Architecture, place: number) {
    const card = await loadCard(folder, architecture);
    if (card === null) return 'ABSENT';
    const before = present.get(card.slug);
    if (before?.origin === 'RUN') return 'SLUG_TAKEN';
    if (before?.sha256 === card.weights.sha256) return 'PRESENT';
    const record = recordOf(await loadWeights(folder, card), place);
    return store.transaction((tx) => storeZooModel(tx, record));
  }
}

function recordOf({ card, file }: ZooModel, place: number): NewZooModel {
  const { curve, weights, evaluation, ...same } = card;
  const { split, examples, crossEntropy, accuracy, confusion } = evaluation;
  return {
    ...same,
    place,
    curvePoints: curve,
    evaluation: { split, examples, crossEntropy, accuracy, confusion },
    parameterCount: parameterCount(card.network),
    weights: { bytes: file, sha256: weights.sha256 },
  };
}
