import { isDeepStrictEqual } from 'node:util';
import { trainingData } from '../../src/data/dataset.ts';
import type { Engine, EvaluationResult } from '../../src/engines/engine.ts';
import { accuracyInterval } from '../../src/inspection/accuracyInterval.ts';
import type { Card } from '../../src/zoo/card.ts';
import type { ZooModel } from '../../src/zoo/zooFiles.ts';
import type { ZooMeans } from './zooCommand.ts';
import { scannedData } from '../../src/training/scannedData.ts';

/**
 * How far another engine, or TensorFlow on another processor, may be from the card. Logits of our
 * engines agree to 1e-4, so the cross-entropy of an image differs by less than 2e-4 and the mean,
 * where most images are certain, by far less than half of that. An image changes its class only if its
 * two largest logits lie closer together than 2e-4, as they do for a few of 10,000 at most.
 */
const tolerance = { crossEntropy: 1e-4, accuracy: 5e-4 } as const;

/** Evaluates a model on the test set; tells where its card says something else. */
export async function compareWithCard(
  { card, parameters }: ZooModel,
  { engines, dataset, signal }: Pick<ZooMeans, 'engines' | 'dataset' | 'signal'>,
): Promise<string[]> {
  if (dataset.sha256 !== card.dataset.sha256) {
    return [difference('data set', card.dataset.sha256, dataset.sha256)];
  }
  const { network, options } = card;
  const engine = await engines.engineFor(network, 'AUTO');
  const data = scannedData(trainingData(dataset, network.binarizeThreshold), network);
  const session = await engine.open({ network, data, parameters, optimizer: options });
  try {
    const measured = await session.evaluate('TEST', signal);
    if (measured === null) return ['stopped'];
    return isRepeatable(engine, card) ? unequal(card, measured) : apart(card, measured);
  } finally {
    await session.close();
  }
}

/**
 * The native engine gives the same bits wherever its version and instructions are the same;
 * TensorFlow's depend on the processor, which its description does not tell.
 */
function isRepeatable(engine: Engine, card: Card): boolean {
  return engine.name === 'native' && engine.description === card.engine;
}

function unequal({ evaluation }: Card, measured: EvaluationResult): string[] {
  const { examples, crossEntropy, accuracy } = measured;
  const found = {
    examples,
    crossEntropy,
    accuracy,
    accuracyInterval: accuracyInterval(accuracy, examples),
  };
  const differences = Object.entries(found)
    .filter(([name, value]) => !isDeepStrictEqual(evaluation[name as keyof typeof found], value))
    .map(([name, value]) => difference(name, evaluation[name as keyof typeof found], value));
  if (!isDeepStrictEqual(evaluation.confusion.flat(), [...measured.confusion])) {
    differences.push('confusion: expected that of the card, got another');
  }
  return differences;
}

function apart({ evaluation }: Card, measured: EvaluationResult): string[] {
  return (['crossEntropy', 'accuracy'] as const)
    .filter((name) => Math.abs(measured[name] - evaluation[name]) > tolerance[name])
    .map((name) => difference(name, `${evaluation[name]} ± ${tolerance[name]}`, measured[name]));
}

function difference(what: string, expected: unknown, got: unknown): string {
  return `${what}: expected ${String(expected)} of the card, got ${String(got)}`;
}
