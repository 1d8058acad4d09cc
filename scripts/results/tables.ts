import { tableValueText } from '../../src/figures/tableValue.ts';
import { markdownTable } from '../../src/formats/markdownTable.ts';
import { homeworkAccuracy } from './homework.ts';
import type { IndependentResult } from './independentRuns.ts';
import { accuracyOf, type Measured, type MeasuredResult } from './measured.ts';
import { bar, differenceOf, differenceText, type SeveralSeeds } from './points.ts';

type Independent = ReadonlyMap<string, IndependentResult>;

/** Accuracy over the seeds, beside the homework's figures, if any, and the independent runs. */
export function accuracyTable(
  measured: Measured,
  independent: Independent,
  slugs: readonly string[],
): string {
  const inHomework = slugs.some((slug) => homeworkAccuracy.has(slug));
  const head = [
    ...['', 'test accuracy', ...(inHomework ? ['the homework’s'] : [])],
    ...['independent', 'by', 'difference in points', `within ${bar}`],
  ];
  const rows = slugs.map((slug) => [
    ...[slug, tableValueText(resultOf(measured, slug).accuracy)],
    ...(inHomework ? [homeworkAccuracy.get(slug)?.toFixed(4) ?? '–'] : []),
    ...independentCells(accuracyOf(measured, slug), independent.get(slug)),
  ]);
  return markdownTable(head, rows);
}

/** Cross-entropy over the seeds, beside that of the independent runs. */
export function crossEntropyTable(
  measured: Measured,
  independent: Independent,
  slugs: readonly string[],
): string {
  return markdownTable(
    ['', 'test cross-entropy', 'independent'],
    slugs.map((slug) => [
      slug,
      tableValueText(resultOf(measured, slug).crossEntropy),
      tableValueText(independent.get(slug)?.crossEntropy ?? null),
    ]),
  );
}

/** A sentence: how many of the means are within the bar, and the largest difference. */
export function barVerdict(
  measured: Measured,
  independent: Independent,
  slugs: readonly string[],
): string {
  const compared = slugs.flatMap((slug) => {
    const other = independent.get(slug);
    return other === undefined
      ? []
      : [{ slug, difference: differenceOf(accuracyOf(measured, slug), other.accuracy) }];
  });
  const missing = slugs.length - compared.length;
  const unmeasured = missing === 0 ? '' : ` ${missing} have no independent run yet.`;
  if (compared.length === 0) return `Nothing to compare with.${unmeasured}`;
  const within = compared.filter(({ difference }) => Math.abs(difference.points) <= bar);
  const farthest = compared.reduce((most, one) =>
    Math.abs(one.difference.points) > Math.abs(most.difference.points) ? one : most,
  );
  const verdict = within.length === compared.length ? 'met by all' : 'not met by all';
  return `The bar of ${bar} points is **${verdict}**: ${within.length} of ${compared.length} means are within it, and the largest difference is ${differenceText(farthest.difference)} points (${farthest.slug}).${unmeasured}`;
}

function independentCells(own: SeveralSeeds, other: IndependentResult | undefined): string[] {
  if (other === undefined) return ['–', '–', '–', '–'];
  const { accuracy, frameworks } = other;
  const difference = differenceOf(own, accuracy);
  return [
    tableValueText(accuracy),
    `${frameworks.join(', ')}, ${accuracy.count} seed${accuracy.count === 1 ? '' : 's'}`,
    differenceText(difference),
    Math.abs(difference.points) <= bar ? 'yes' : '**no**',
  ];
}

function resultOf(measured: Measured, slug: string): MeasuredResult {
  const result = measured.get(slug);
  if (result === undefined) throw new Error(`${slug} was not asked for`);
  return result;
}
