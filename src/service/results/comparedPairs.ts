import type { Dataset } from '../../data/dataset.ts';
import { misfit, shown } from '../../errors.ts';
import { agreement, type Agreement } from '../../inspection/agreement.ts';
import { tryGlobalId } from '../records/globalId.ts';
import type { SplitName } from '../../data/split.ts';
import type { ModelRecord } from '../../store/records.ts';
import type { ComparedModelAnswer, ComparisonAnswer } from './comparison.ts';

/** Two of the models of a comparison. */
export interface ComparedPairAnswer extends Agreement {
  source: Dataset;
  split: SplitName;
  first: ComparedModelAnswer;
  second: ComparedModelAnswer;
}

/** As the API's type of the same name, but for the image. */
export interface DisagreementAnswer {
  source: Dataset;
  split: SplitName;
  index: number;
  label: number;
  firstAnswer: number;
  secondAnswer: number;
}

/** Every two, the first before the second in the comparison's order. */
export function allPairs(comparison: ComparisonAnswer): ComparedPairAnswer[] {
  const { models } = comparison;
  return models.flatMap((first, n) =>
    models.slice(n + 1).map((second) => pairOf(comparison, first, second)),
  );
}

/**
 * @param names of two of its models, slugs or global ids
 * @throws GatescopeError INVALID_ARGUMENT
 */
export function chosenPair(
  comparison: ComparisonAnswer,
  names: { model: string; other: string },
): ComparedPairAnswer {
  const first = comparedModel(comparison, names.model, 'model');
  const second = comparedModel(comparison, names.other, 'other');
  if (first !== second) return pairOf(comparison, first, second);
  throw misfit('INVALID_ARGUMENT', 'other', 'another model', shown(names.other));
}

export function pairOf(
  { source, split, agreements }: ComparisonAnswer,
  first: ComparedModelAnswer,
  second: ComparedModelAnswer,
): ComparedPairAnswer {
  const key = `${first.model.id} ${second.model.id}`;
  let found = agreements.get(key);
  if (found === undefined) {
    const { labels } = source.splits[split];
    found = agreement(labels, first.predictions.labels, second.predictions.labels);
    agreements.set(key, found);
    agreements.set(`${second.model.id} ${first.model.id}`, inOtherOrder(found));
  }
  return { source, split, first, second, ...found };
}

function inOtherOrder({ onlyFirst, onlySecond, ...rest }: Agreement): Agreement {
  return { ...rest, onlyFirst: onlySecond, onlySecond: onlyFirst };
}

/** @param indices places in the split where the two disagree */
export function disagreements(
  { source, split, first, second }: ComparedPairAnswer,
  indices: readonly number[],
): DisagreementAnswer[] {
  return indices.map((index) => ({
    source,
    split,
    index,
    label: source.splits[split].labels[index] as number,
    firstAnswer: first.predictions.labels[index] as number,
    secondAnswer: second.predictions.labels[index] as number,
  }));
}

function comparedModel(
  { models }: ComparisonAnswer,
  name: string,
  argument: string,
): ComparedModelAnswer {
  const id = tryGlobalId(name)?.id;
  const isMeant = ({ slug, id: own }: ModelRecord) => slug === name || own === id;
  const found = models.find(({ model }) => isMeant(model));
  if (found !== undefined) return found;
  const slugs = models.map(({ model }) => model.slug).join(', ');
  throw misfit('INVALID_ARGUMENT', argument, `one of the models compared (${slugs})`, shown(name));
}
