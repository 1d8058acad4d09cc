import { batchIndices } from '../src/data/batches.ts';
import type { Engine } from '../src/engines/engine.ts';
import { NativeEngine } from '../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../src/networks/initialParameters.ts';
import { defaultTrainingOptions } from '../src/networks/trainingOptions.ts';
import { epochOrder } from '../src/training/epochOrder.ts';
import { scannedData } from '../src/training/scannedData.ts';
import { benchmarkData, type BenchmarkImages } from './images.ts';
import { batchSize, models, networkOf, pixelModels, type BenchmarkModel } from './models.ts';

/*
 * Times our engines in a process of its own, as the peers are:
 *   tsx bench/ownEngines.ts native|tensorflow THREADS mnist|noise NAMES
 * (NAMES: JSON of the models' names) prints a line of JSON for each, like bench/peers.py, and the fastest call beside the median.
 */
/** The trainer asks for half a second's worth at a time, at most up to the next evaluation. */
const CALL_MS = 500;
const { evaluationInterval } = defaultTrainingOptions;
const WARM_CALLS = 2;
/** As many medians, of as long a time, as the peers'. */
const MEDIANS = 3;
const LEAST_MS = 600;

const [name, threads] = [process.argv[2], Number(process.argv[3])];
const engine: Engine =
  name === 'native'
    ? new NativeEngine({ threads })
    : new TensorFlowEngine({ mode: 'cpu', threads });
const data = await benchmarkData(process.argv[4] as BenchmarkImages);
const names = JSON.parse(process.argv[5] ?? '[]') as string[];
for (const model of [...models, ...pixelModels].filter(({ name: own }) => names.includes(own))) {
  const figures = await stepTimes(engine, model);
  console.log(JSON.stringify({ version: engine.description, model: model.name, ...figures }));
}
await engine.close();

/** Milliseconds a step: the least of a few medians, and of the fastest call. */
async function stepTimes(engine: Engine, model: BenchmarkModel) {
  const network = networkOf(model);
  const parameters = initialParameters(network, 1);
  const session = await engine.open({
    network,
    data: scannedData(data, network),
    optimizer: defaultTrainingOptions,
    parameters,
  });
  const never = new AbortController().signal;
  const shuffle = epochOrder(1);
  const { examples } = data.splits.TRAIN;
  const train = async (firstStep: number, steps: number) => {
    const indices = batchIndices({ examples, batchSize, firstStep, steps, shuffle });
    const learningRates = new Float64Array(steps).fill(defaultTrainingOptions.learningRate);
    const began = performance.now();
    await session.train({ indices, firstStep, learningRates }, never);
    return (performance.now() - began) / steps;
  };
  let [step, steps] = [0, 1];
  const call = async () => {
    const ms = await train(step, steps);
    step += steps;
    steps = Math.max(1, Math.min(evaluationInterval, Math.floor(CALL_MS / ms)));
    return ms;
  };
  for (let warm = 0; warm < WARM_CALLS; warm++) await call();
  const medians: number[] = [];
  let fastestMs = Infinity;
  for (let n = 0; n < MEDIANS; n++) {
    const times: number[] = [];
    const end = performance.now() + LEAST_MS;
    while (performance.now() < end) times.push(await call());
    times.sort((one, other) => one - other);
    medians.push(times[Math.floor(times.length / 2)] as number);
    fastestMs = Math.min(fastestMs, times[0] as number);
  }
  await session.close();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  return { ms: Math.min(...medians), fastestMs, peakMb };
}
