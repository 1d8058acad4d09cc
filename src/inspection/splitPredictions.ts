import { inputLevels } from '../data/binarize.ts';
import type { Dataset } from '../data/dataset.ts';
import type { SplitName } from '../data/split.ts';
import { GatescopeError } from '../errors.ts';
import type { Engine, ImageBatch } from '../engines/engine.ts';
import type { Activation } from '../networks/activations.ts';
import type { Network } from '../networks/recipe.ts';
import { inScanOrder } from '../networks/tasks/scan.ts';
import { sequenceOf, taskOf } from '../networks/tasks/taskOf.ts';
import { checkClassifier } from './classifier.ts';
import type { Subject } from './subject.ts';

/** What a network answers to every example of a split, once it has seen the whole image. */
export interface SplitPredictions {
  split: SplitName;
  examples: number;
  /** The predicted class of each example, [examples]. */
  labels: Uint8Array;
  /**
   * The step from which on the answer stays as it is at the end, of each example; null for a network
   * that answers once.
   */
  decisionSteps: Uint32Array | null;
  /** Mean over the examples, in nats. */
  crossEntropy: number;
  accuracy: number;
  /** Counts: [true class][predicted class]. */
  confusion: number[][];
}

/** Few enough that an engine which computes in this thread does not hold it for long. */
const IMAGES_AT_ONCE = 128;

/**
 * Runs a whole split through a network, some images at a time: whatever else the process does has its
 * turn between two of them.
 *
 * @param dataset with images of the network's size and no more classes than it tells apart
 * @param unwanted aborted when nobody waits for it any more
 * @throws GatescopeError CLIENT_GONE
 */
export async function splitPredictions(
  engine: Engine,
  { network, parameters }: Subject,
  dataset: Dataset,
  split: SplitName,
  unwanted?: AbortSignal,
): Promise<SplitPredictions> {
  checkClassifier({ network }, 'model');
  const { examples, labels: trueLabels } = dataset.splits[split];
  const levels = inputLevels(network.binarizeThreshold);
  const tally = new Tally(network.classes, trueLabels);
  for (let first = 0; first < examples; first += IMAGES_AT_ONCE) {
    if (unwanted?.aborted === true) {
      throw new GatescopeError('CLIENT_GONE', 'Nobody waits for these predictions any more.');
    }
    const images = scanned(network, imagesFrom(dataset, split, first, levels));
    const request = { network, parameters, images, names: ['head.logits'] };
    for await (const { first: within, activations } of engine.forward(request)) {
      tally.add(first + within, activations[0] as Activation);
    }
    await new Promise(setImmediate);
  }
  return tally.predictions(split);
}

/** Each image as the sequence that the network reads. */
function scanned(network: Network, { batch, rows, columns, values }: ImageBatch): ImageBatch {
  const { steps, width } = sequenceOf(network);
  const inOrder = inScanOrder(values, taskOf(network).scan, rows * columns);
  return { batch, rows: steps, columns: width, values: inOrder };
}

function imagesFrom(
  { rows, columns, splits }: Dataset,
  split: SplitName,
  first: number,
  levels: Float32Array,
): ImageBatch {
  const { examples, images } = splits[split];
  const size = rows * columns;
  const batch = Math.min(IMAGES_AT_ONCE, examples - first);
  const bytes = images.subarray(first * size, (first + batch) * size);
  const values = new Float32Array(bytes.length);
  for (let n = 0; n < values.length; n++) values[n] = levels[bytes[n] as number] as number;
  return { batch, rows, columns, values };
}

/** Answers and losses, gathered as they come. */
class Tally {
  readonly #trueLabels: Uint8Array;
  readonly #labels: Uint8Array;
  readonly #decisionSteps: Uint32Array;
  #hasSteps = false;
  readonly #confusion: number[][];
  #lossSum = 0;
  #right = 0;

  constructor(classes: Network['classes'], trueLabels: Uint8Array) {
    this.#trueLabels = trueLabels;
    this.#labels = new Uint8Array(trueLabels.length);
    this.#decisionSteps = new Uint32Array(trueLabels.length);
    this.#confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  }

  /**
   * @param first the example's place in the split that the batch begins with
   * @param logits [batch, class], or [batch, step, class], of which the last step counts
   */
  add(first: number, { shape, values }: Activation): void {
    const classes = this.#confusion.length;
    const perExample = values.length / shape[0];
    this.#hasSteps = shape.length === 3;
    for (let n = 0; n < shape[0]; n++) {
      const end = (n + 1) * perExample;
      this.#addExample(first + n, values.subarray(end - classes, end));
      this.#decisionSteps[first + n] = decisionStep(values.subarray(n * perExample, end), classes);
    }
  }

  #addExample(index: number, logits: Float32Array): void {
    const trueLabel = this.#trueLabels[index] as number;
    const greatest = Math.max(...logits);
    // Of equals the smallest class, as everywhere.
    const answer = logits.indexOf(greatest);
    this.#labels[index] = answer;
    const row = this.#confusion[trueLabel] as number[];
    row[answer] = (row[answer] as number) + 1;
    if (answer === trueLabel) this.#right++;
    this.#lossSum += crossEntropy(logits, trueLabel, greatest);
  }

  predictions(split: SplitName): SplitPredictions {
    const examples = this.#labels.length;
    return {
      split,
      examples,
      labels: this.#labels,
      decisionSteps: this.#hasSteps ? this.#decisionSteps : null,
      crossEntropy: this.#lossSum / examples,
      accuracy: this.#right / examples,
      confusion: this.#confusion,
    };
  }
}

/** Of the logits [step, class] of one example. */
function decisionStep(logits: Float32Array, classes: number): number {
  const answerAt = (step: number): number => {
    const first = step * classes;
    let best = first;
    for (let n = first + 1; n < first + classes; n++) {
      if ((logits[n] as number) > (logits[best] as number)) best = n;
    }
    return best - first;
  };
  let step = logits.length / classes - 1;
  const answer = answerAt(step);
  while (step > 0 && answerAt(step - 1) === answer) step--;
  return step;
}

/** −ln softmax(logits)[label], in double precision; no exponential exceeds 1. */
function crossEntropy(logits: Float32Array, label: number, greatest: number): number {
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - greatest), 0);
  return Math.log(sum) + greatest - (logits[label] as number);
}
