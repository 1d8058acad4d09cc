import { markdownTable } from '../../formats/markdownTable.ts';
import { accuracyInterval } from '../../inspection/accuracyInterval.ts';
import { trainedParameterCount } from '../../networks/parameters.ts';
import { pairOf } from './comparedPairs.ts';
import type { ComparedModelAnswer, ComparisonAnswer } from './comparison.ts';

/** A table of the models, and one of where they disagree. */
export function comparisonMarkdown(comparison: ComparisonAnswer): string {
  return [modelTable(comparison), disagreementTable(comparison)].join('\n\n');
}

function modelTable({ models }: ComparisonAnswer): string {
  const head = [
    ...['model', 'accuracy', '95 % interval', 'cross-entropy'],
    ...['parameters', 'training'],
  ];
  return markdownTable(head, models.map(modelRow));
}

function modelRow({ model, predictions, trainingSeconds }: ComparedModelAnswer): string[] {
  const { accuracy, examples, crossEntropy } = predictions;
  const interval = accuracyInterval(accuracy, examples).map((bound) => bound.toFixed(4));
  return [
    model.slug,
    accuracy.toFixed(4),
    interval.join(' to '),
    crossEntropy.toFixed(4),
    trainedParameterCount(model.network).toLocaleString('en'),
    trainingSeconds === null ? '–' : `${trainingSeconds.toFixed(1)} s`,
  ];
}

/** Examples that the row's model gets right and the column's wrong. */
function disagreementTable(comparison: ComparisonAnswer): string {
  const { models } = comparison;
  const head = ['right, where wrong is', ...models.map(({ model }) => model.slug)];
  const rows = models.map((first) => [
    first.model.slug,
    ...models.map((second) =>
      first === second ? '–' : String(pairOf(comparison, first, second).onlyFirst.length),
    ),
  ]);
  return markdownTable(head, rows);
}
