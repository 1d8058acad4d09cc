import { expect, test } from 'vitest';

import { homeworkClaims } from '../../scripts/results/claims.ts';
import { measuredArchitectures, type Measured } from '../../scripts/results/measured.ts';
import { seedStatistics } from '../../src/inspection/seedStatistics.ts';

/** Three seeds of each architecture around its accuracy, a tenth of a point apart. */
function measured(accuracies: Record<string, number>): Measured {
  return new Map(
    measuredArchitectures.map((slug) => {
      const mean = accuracies[slug] ?? 0.97;
      const values = [mean - 0.001, mean, mean + 0.001];
      const figures = { ...seedStatistics(values)!, values };
      const result = { accuracy: figures, crossEntropy: figures, runs: [], missingSeeds: [] };
      return [slug, { architecture: { slug }, ...result }];
    }),
  );
}

const lineOf = (claims: string, start: string) =>
  claims.split('\n').find((line) => line.startsWith(`- **${start}`))!;

test('a claim holds where every margin is above the bar', () => {
  const claims = homeworkClaims(
    measured({ linear: 0.92, 'mlp-1': 0.95, 'mlp-2': 0.96, cnn: 0.99 }),
  );
  const simple = lineOf(claims, 'The RNNs are better');
  expect(simple).toContain('(the best of which is mlp-2): holds.**');
  expect(simple).toContain('lstm-32 over mlp-2 +1.00 ± 0.08;');
  expect(lineOf(claims, 'The RNNs are worse')).toContain('the CNN: holds.**');
});

test('a claim does not hold where no margin is, and differences within the bar are told', () => {
  const claims = homeworkClaims(measured({ cnn: 0.968 }));
  const line = lineOf(claims, 'The RNNs are worse');
  expect(line).toContain('does not hold.**');
  expect(line).toContain('Of 8 margins 0 are above 0.3 points, 8 within ±0.3 and 0 below −0.3');
  expect(line).toContain('cnn over gru-128 −0.20 ± 0.08;');
});

test('a claim may hold for some', () => {
  const claims = homeworkClaims(measured({ 'lstm-3x32': 0.975, 'gru-3x32': 0.966 }));
  const line = lineOf(claims, 'Three layers');
  expect(line).toContain('holds for 1 of 2.**');
  expect(line).toContain('Of 2 margins 1 are above 0.3 points, 0 within ±0.3 and 1 below −0.3');
});

test('a margin of just the bar is within it, whatever binary fractions make of it', () => {
  const claims = homeworkClaims(measured({ 'lstm-3x32': 0.973, 'gru-3x32': 0.967 }));
  expect(lineOf(claims, 'Three layers')).toContain('2 within ±0.3');
});

test('tells how little one seed says', () => {
  // 9634 9772 9765 9709 9696 9781 9837 9766: by hand, pairs less than 30 apart.
  const line = lineOf(homeworkClaims(measured({})), 'One seed');
  expect(line).toContain('Of the 28 pairs in the homework’s table 7 are.');
  expect(line).toContain('up to 0.20 points apart');
});
