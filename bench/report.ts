import { cpus, release, totalmem } from 'node:os';
import { models, productFlops } from './models.ts';
import type { InspectionTimes } from './inspectionTimes.ts';
import { geometricMean, shown, table, type Measured } from './measured.ts';
import { pixelReport } from './pixelReport.ts';

export interface Measurements {
  inspection: InspectionTimes;
  threads: number;
  /** The best rate of a large matrix product on these threads. */
  gflops: number;
  sgemmVersion: string;
  measured: Measured[];
  /** Of sequences of 784 steps, an entry for each contender and model. */
  pixels: Measured[];
}

/** docs/benchmarks.md */
export function report(measurements: Measurements): string {
  const { threads, gflops, sgemmVersion, measured, pixels, inspection } = measurements;
  const peers = measured.filter(({ contender }) => !contender.ours);
  const native = measuredOf(measurements, 'native');
  const onNoise = measuredOf(measurements, 'native, noise for images');
  const columns = [...measured.map(({ contender }) => contender.title), 'floor'];
  const rows = models.map((model) => {
    const floor = productFlops(model) / gflops / 1e6;
    return [model.name, ...measured.map(({ ms }) => shown(ms.get(model.name))), shown(floor)];
  });
  const ratios = models.map((model) => {
    const own = native.ms.get(model.name) as number;
    const best = Math.min(...peers.map(({ ms }) => ms.get(model.name) ?? Infinity));
    const floor = productFlops(model) / gflops / 1e6;
    const fastest = native.fastestMs.get(model.name) as number;
    return {
      model,
      overFloor: own / floor,
      fastestOverFloor: fastest / floor,
      noiseOverFloor: (onNoise.ms.get(model.name) as number) / floor,
      timesFaster: best / own,
    };
  });
  const eight = ratios.filter(({ model }) => model.resetAfter || model.cell === 'LSTM');
  const mean = geometricMean(eight.map(({ timesFaster }) => timesFaster));
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. One training step on MNIST (batch 256, 28 steps of 28 pixels; forward,',
    'backward and Adam) in milliseconds: the least of six medians over 0.6 s each, three in either of two',
    'rounds (of ours of calls for half a second or 100 steps, as the trainer makes them), all in one run on',
    `${threads} threads where nothing else is said. The floor is the time that all the step’s matrix products`,
    `would take at the best rate of a large product: ${gflops.toFixed(0)} GFLOP/s (${sgemmVersion}).`,
    '',
    'The native engine leaves out the margins of the digits: a column of pixels that is 0 in all images of a',
    'chunk of 16 adds nothing to a product. Noise for images has no margins, so that its figures are those of',
    'all products.',
    '',
    ...table(['model', ...columns], rows),
    '',
    'Native against the floor, and against the best of the others. The floor goes by the fastest of many',
    'large products, so beside the median of ours stands the fastest call:',
    '',
    ...table(
      ['model', 'of the floor', 'fastest call', 'noise for images', 'times faster than the best'],
      ratios.map(({ model, overFloor, fastestOverFloor, noiseOverFloor, timesFaster }) => [
        model.name,
        overFloor.toFixed(2),
        fastestOverFloor.toFixed(2),
        noiseOverFloor.toFixed(2),
        timesFaster.toFixed(2),
      ]),
    ),
    '',
    `Geometric mean of the homework’s eight: ${mean.toFixed(2)} times faster.`,
    '',
    ...pixelReport(pixels, gflops),
    '## Looking inside',
    '',
    'The native engine on LSTM-128, by its contract, all activations of every step:',
    '',
    `- one image: ${inspection.oneImageMs.toFixed(2)} ms (median)`,
    `- 10,000 images, in chunks, 1 GB of values: ${(inspection.tenThousandMs / 1000).toFixed(2)} s`,
    '',
    '## Machine and versions',
    '',
    `- ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${process.platform} ${release()}, Node ${process.versions.node}`,
    ...measured.map(({ contender, version }) => `- ${contender.title}: ${version}`),
    '',
  ].join('\n');
}

function measuredOf({ measured }: Measurements, title: string): Measured {
  const found = measured.find(({ contender }) => contender.title === title);
  if (!found) throw new Error(`no figures of ${title}`);
  return found;
}
