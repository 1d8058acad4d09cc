import { measuredTask } from '../networks/tasks/taskOf.ts';
import { GatescopeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { parameterCount } from '../networks/parameters.ts';
import type { Store } from '../store/store.ts';
import { knownOutcome, modelsBySlug, storeZooModel, type NewZooModel } from '../store/zooModels.ts';
import type { Architecture } from '../zoo/architecture.ts';
import { architectures } from '../zoo/architectures.ts';
import type { Card } from '../zoo/card.ts';
import { loadCard, loadWeights, zooFolder } from '../zoo/zooFiles.ts';

/**
 * Stores every model of the zoo that is not in the store just as its card has it. One that cannot be
 * stored is logged, and the others are.
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

  /** The weights, which are large, are read only where there is something to store. */
  async function loadModel(architecture: Architecture, place: number) {
    const card = await loadCard(folder, architecture);
    if (card === null) return 'ABSENT';
    const record = recordOf(card, place);
    const known = knownOutcome(record, present.get(card.slug));
    if (known !== null) return known;
    const { file } = await loadWeights(folder, card);
    return store.transaction((tx) => storeZooModel(tx, record, file));
  }
}

function recordOf(card: Card, place: number): NewZooModel {
  const { curve, weights, evaluation, ...same } = card;
  const { split, examples, crossEntropy, accuracy, confusion } = evaluation;
  return {
    ...same,
    place,
    curvePoints: curve,
    evaluation: {
      split,
      examples,
      crossEntropy,
      accuracy,
      confusion,
      ...measuredTask(card.network),
    },
    parameterCount: parameterCount(card.network),
    weightsSha256: weights.sha256,
  };
}
