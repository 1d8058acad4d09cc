import { homeworkAccuracy } from './homework.ts';
import { accuracyOf, recurrent, resetBefore, type Measured } from './measured.ts';
import { bar, differenceOf, differenceText, type Difference } from './points.ts';

/** By how much one mean is above another. */
interface Margin extends Difference {
  pair: string;
}

/** What the homework claims or its table seems to show, each decided by the means over the seeds. */
export function homeworkClaims(measured: Measured): string {
  const above = (slug: string, other: string): Margin => ({
    pair: `${slug} over ${other}`,
    ...differenceOf(accuracyOf(measured, slug), accuracyOf(measured, other)),
  });
  const best = bestOf(measured, ['linear', 'mlp-1', 'mlp-2']);
  const claims = [
    claim(
      `The RNNs are better than the linear model and the MLPs (the best of which is ${best})`,
      recurrent.map((slug) => above(slug, best)),
    ),
    claim(
      'The RNNs are worse than the CNN',
      recurrent.map((slug) => above('cnn', slug)),
    ),
    claim('More units are better', [
      ...[above('lstm-64', 'lstm-32'), above('lstm-128', 'lstm-64')],
      ...[above('gru-64', 'gru-32'), above('gru-128', 'gru-64')],
    ]),
    claim('Three layers of 32 units are better than one', [
      above('lstm-3x32', 'lstm-32'),
      above('gru-3x32', 'gru-32'),
    ]),
    claim(
      'A GRU is better than an LSTM of its size',
      ['32', '64', '128', '3x32'].map((size) => above(`gru-${size}`, `lstm-${size}`)),
    ),
    claim(
      'A GRU that resets before the matrix product is better than one that resets after it',
      resetBefore.map((slug) => above(slug, slug.replace('-reset-before', ''))),
    ),
  ];
  return [...claims, smallGaps(measured)].map((text) => `- ${text}`).join('\n');
}

/** Holds where every margin is above the bar, fails where none is. */
function claim(statement: string, margins: readonly Margin[]): string {
  const count = (test: (margin: Margin) => boolean) => margins.filter(test).length;
  const better = count((margin) => margin.points > bar);
  const worse = count((margin) => margin.points < -bar);
  const { length } = margins;
  const verdict =
    better === length
      ? 'holds'
      : better === 0
        ? 'does not hold'
        : `holds for ${better} of ${length}`;
  const detail = `Of ${length} margins ${better} are above ${bar} points, ${length - better - worse} within ±${bar} and ${worse} below −${bar}`;
  const listed = margins.map((margin) => `${margin.pair} ${differenceText(margin)}`);
  return `**${statement}: ${verdict}.** ${detail}: ${listed.join('; ')}.`;
}

/** How much of the homework's order of one seed each is chance. */
function smallGaps(measured: Measured): string {
  const figures = [...homeworkAccuracy.values()];
  const gaps = figures.flatMap((one, n) =>
    figures.slice(n + 1).map((other) => Math.abs(one - other)),
  );
  const small = gaps.filter((gap) => 100 * gap < bar).length;
  const spreads = [...recurrent, ...resetBefore].map((slug) => ({
    slug,
    width: range(measured.get(slug)?.accuracy?.values ?? []),
  }));
  const widest = spreads.reduce((most, one) => (one.width > most.width ? one : most));
  return `**One seed does not tell models apart that are less than ${bar} points from each other.** Of the ${gaps.length} pairs in the homework’s table ${small} are. The same recurrent network with three seeds is up to ${(100 * widest.width).toFixed(2)} points apart (${widest.slug}).`;
}

function bestOf(measured: Measured, slugs: readonly string[]): string {
  return slugs.reduce((best, slug) =>
    accuracyOf(measured, slug).mean > accuracyOf(measured, best).mean ? slug : best,
  );
}

function range(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? 0 : Math.max(...known) - Math.min(...known);
}
