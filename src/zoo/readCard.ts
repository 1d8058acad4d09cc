import { repeatedKey } from '../formats/repeatedKey.ts';
import type { Network } from '../networks/recipe.ts';
import { sequenceOf, taskKindOf } from '../networks/tasks/taskOf.ts';
import type { Architecture } from './architecture.ts';
import { curveSplits, type Card, type CardCurvePoint, type CardEvaluation } from './card.ts';
import { JsonPlace } from './jsonPlace.ts';
import { readNetwork } from './readNetwork.ts';
import { readOptions } from './readOptions.ts';

const MOST = Number.MAX_SAFE_INTEGER;

/**
 * Reads the card of an architecture's model, and believes nothing that can be checked without its
 * weights and data set.
 *
 * @param file the card's name, for errors
 * @throws GatescopeError ZOO_BROKEN, naming the file, the place, what was expected and what came
 */
export function readCard(file: string, json: string, architecture: Architecture): Card {
  const part = parsed(file, json).members(
    ...(['slug', 'network', 'options', 'dataset', 'engine', 'totalSteps', 'step'] as const),
    ...(['keptStep', 'startedAt', 'finishedAt', 'curve', 'evaluation', 'weights'] as const),
  );
  const network = readNetwork(part.network, architecture);
  const totalSteps = part.totalSteps.wholeNumber(1, 2 ** 31 - 1);
  const step = part.step.wholeNumber(1, totalSteps);
  const startedAt = part.startedAt.date();
  const finishedAt = part.finishedAt.date();
  if (finishedAt < startedAt) throw part.finishedAt.misfit('a date not before startedAt');
  return {
    slug: part.slug.oneOf([architecture.slug]),
    network,
    options: readOptions(part.options),
    dataset: readDataset(part.dataset),
    engine: part.engine.text(),
    ...{ totalSteps, step, startedAt, finishedAt },
    keptStep: part.keptStep.wholeNumber(1, step),
    curve: readCurve(part.curve, step),
    evaluation: readEvaluation(part.evaluation, network),
    weights: readWeights(part.weights),
  };
}

function parsed(file: string, json: string): JsonPlace {
  const whole = (value: unknown) => new JsonPlace(file, '', value);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw whole(json).misfit('JSON');
  }
  const repeated = repeatedKey(json);
  if (repeated !== null) throw whole(value).misfit('each name once', `"${repeated}" twice`);
  return whole(value);
}

function readDataset(place: JsonPlace): Card['dataset'] {
  const { name, sha256 } = place.members('name', 'sha256');
  return { name: name.text(), sha256: sha256.sha256() };
}

function readWeights(place: JsonPlace): Card['weights'] {
  const { bytes, sha256 } = place.members('bytes', 'sha256');
  return { bytes: bytes.wholeNumber(1, MOST), sha256: sha256.sha256() };
}

/** Of each split the steps must grow. */
function readCurve(place: JsonPlace, lastStep: number): CardCurvePoint[] {
  const previous = new Map<string, number>();
  return place.items().map((item) => {
    const part = item.members('split', 'step', 'crossEntropy', 'accuracy');
    const split = part.split.oneOf(curveSplits);
    const step = part.step.wholeNumber((previous.get(split) ?? 0) + 1, lastStep);
    previous.set(split, step);
    const crossEntropy = part.crossEntropy.number(0, Infinity);
    if (split !== 'TRAIN')
      return { split, step, crossEntropy, accuracy: part.accuracy.number(0, 1) };
    if (part.accuracy.value !== null) throw part.accuracy.misfit('null, as of TRAIN');
    return { split, step, crossEntropy, accuracy: null };
  });
}

function readEvaluation(place: JsonPlace, network: Network): CardEvaluation {
  const sequence = sequenceOf(network);
  const { targets, targetClasses } = taskKindOf(network);
  const part = place.members(
    ...(['split', 'examples', 'crossEntropy', 'accuracy', 'accuracyInterval'] as const),
    'confusion',
  );
  const examples = part.examples.wholeNumber(1, MOST);
  const counted = examples * targets(sequence);
  const confusion = readConfusion(part.confusion, targetClasses(sequence), counted);
  const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  const accuracy = part.accuracy.number(0, 1);
  if (accuracy !== right / counted) {
    throw part.accuracy.misfit(`${right / counted}, as the confusion has it`);
  }
  return {
    split: part.split.oneOf(['TEST']),
    examples,
    crossEntropy: part.crossEntropy.number(0, Infinity),
    accuracy,
    accuracyInterval: readInterval(part.accuracyInterval, accuracy),
    confusion,
  };
}

function readConfusion(place: JsonPlace, classes: number, targets: number): number[][] {
  const rows = place.items();
  if (rows.length !== classes) throw place.misfit(`${classes} rows, one for each class`);
  const confusion = rows.map((row) => {
    const counts = row.items();
    if (counts.length !== classes) throw row.misfit(`${classes} counts, one for each class`);
    return counts.map((count) => count.wholeNumber(0, targets));
  });
  const counted = confusion.flat().reduce((sum, count) => sum + count, 0);
  if (counted !== targets) throw place.misfit(`counts of ${targets} targets`, `${counted}`);
  return confusion;
}

function readInterval(place: JsonPlace, accuracy: number): [number, number] {
  const [lower, upper, ...others] = place.items();
  if (lower === undefined || upper === undefined || others.length > 0) {
    throw place.misfit('two numbers');
  }
  return [lower.number(0, accuracy), upper.number(accuracy, 1)];
}
