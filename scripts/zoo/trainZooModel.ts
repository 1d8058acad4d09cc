import { trainingData } from '../../src/data/dataset.ts';
import type { EvaluationResult } from '../../src/engines/engine.ts';
import { accuracyInterval } from '../../src/inspection/accuracyInterval.ts';
import { totalSteps } from '../../src/networks/trainingOptions.ts';
import { train } from '../../src/training/trainer.ts';
import { evaluationRecord } from '../../src/work/evaluationRecord.ts';
import { weightsFile } from '../../src/work/weightsFile.ts';
import type { Architecture } from '../../src/zoo/architecture.ts';
import type { Card, CardCurvePoint, CardEvaluation } from '../../src/zoo/card.ts';
import { networkByDefault, optionsByDefault } from '../../src/zoo/trainedByDefault.ts';
import type { ZooMeans } from './zooCommand.ts';
import { scannedData } from '../../src/training/scannedData.ts';
import type { Network } from '../../src/networks/recipe.ts';

/** The same for every model, whatever comes of it: none is picked. */
const SEED = 1;

/** Trains by the default options of an architecture; null when `signal` stopped it. */
export async function trainZooModel(
  architecture: Architecture,
  { engines, dataset, print, signal }: Omit<ZooMeans, 'folder'>,
): Promise<{ card: Card; weights: Uint8Array } | null> {
  const network = networkByDefault(architecture, dataset);
  const options = { ...optionsByDefault(architecture), seed: SEED };
  const engine = await engines.engineFor(network, 'AUTO');
  const data = scannedData(trainingData(dataset, network.binarizeThreshold), network);
  const total = totalSteps(options, data.splits.TRAIN.examples);
  const curve: CardCurvePoint[] = [];
  const startedAt = new Date();
  for await (const event of train(engine, { network, data, options }, signal)) {
    if (event.kind !== 'evaluated') continue;
    curve.push(...event.curvePoints);
    print(`${architecture.slug}: step ${event.step} of ${total}, ${inWords(event.curvePoints)}`);
    if (!event.last) continue;
    const { bytes, sha256 } = weightsFile(network, event.outcome.parameters);
    const card: Card = {
      ...{ slug: architecture.slug, network, options },
      dataset: { name: dataset.name, sha256: dataset.sha256 },
      ...{ engine: engine.description, totalSteps: total, step: event.step },
      ...{ keptStep: event.outcome.step, startedAt, finishedAt: new Date() },
      ...{ curve, evaluation: cardEvaluation(event.outcome.test, network) },
      weights: { bytes: bytes.byteLength, sha256 },
    };
    return { card, weights: bytes };
  }
  return null;
}

/** `TRAIN cross-entropy 0.1234, …`: what was measured at one step. */
function inWords(points: readonly CardCurvePoint[]): string {
  return points
    .map(({ split, crossEntropy, accuracy }) => {
      const part = accuracy === null ? '' : ` and accuracy ${accuracy.toFixed(4)}`;
      return `${split} cross-entropy ${crossEntropy.toFixed(4)}${part}`;
    })
    .join(', ');
}

function cardEvaluation(test: EvaluationResult, network: Network): CardEvaluation {
  const { confusion, ...figures } = evaluationRecord(test, network);
  return {
    ...figures,
    split: 'TEST',
    accuracyInterval: accuracyInterval(test.accuracy, test.examples),
    confusion,
  };
}
