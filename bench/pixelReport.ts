import { geometricMean, shown, table, type Measured } from './measured.ts';
import { pixelModels, productFlops } from './models.ts';

/** The section on sequences of 784 steps. @param gflops the best rate of a large matrix product */
export function pixelReport(measured: readonly Measured[], gflops: number): string[] {
  const complete = measured.filter(({ ms }) => ms.size > 0);
  const titles = [...new Set(complete.map(({ contender }) => contender.title))];
  const of = (title: string, model: string) =>
    complete.find(({ contender, ms }) => contender.title === title && ms.has(model));
  const best = (model: string) =>
    complete
      .filter(({ contender }) => !contender.ours)
      .reduce((least, { ms }) => Math.min(least, ms.get(model) ?? Infinity), Infinity);
  const own = (model: string) => of('native', model)?.ms.get(model) ?? NaN;
  const timesFaster = pixelModels.map(({ name }) => best(name) / own(name));
  return [
    '## Pixel by pixel',
    '',
    'One training step of next-pixel networks on MNIST: batch 256, 784 pixels, 783 targets. As above, but for',
    'fewer steps a median. Each contender has a process for each model, whose peak of memory stands below.',
    '',
    ...table(
      ['ms', ...titles, 'floor', 'of the floor', 'times faster than the best'],
      pixelModels.map((model, n) => {
        const floor = productFlops(model) / gflops / 1e6;
        return [
          model.name,
          ...titles.map((title) => shown(of(title, model.name)?.ms.get(model.name))),
          shown(floor),
          (own(model.name) / floor).toFixed(2),
          (timesFaster[n] as number).toFixed(2),
        ];
      }),
    ),
    '',
    `Geometric mean: ${geometricMean(timesFaster).toFixed(2)} times faster.`,
    '',
    ...table(
      ['peak memory, MB', ...titles],
      pixelModels.map(({ name }) => [
        name,
        ...titles.map((title) => of(title, name)?.peakMb?.toFixed(0) ?? '–'),
      ]),
    ),
    '',
  ];
}
