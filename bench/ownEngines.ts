import type { Engine } from '../src/engines/engine.ts';
import { NativeEngine } from '../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../src/networks/initialParameters.ts';
import { permutation } from '../src/networks/random.ts';
import { defaultTrainingOptions } from '../src/networks/trainingOptions.ts';
import { benchmarkData, type BenchmarkImages } from './images.ts';
import { batchSize, models, networkOf } from './models.ts';

/*
 * Times our engines in a process of its own, as the peers are:
 *   tsx bench/ownEngines.ts native|tensorflow THREADS mnist|noise
 * prints a line of JSON for each model, like bench/peers.py, and the fastest call beside the median.
 */
const WARM_CALLS = 2;
/** As the trainer does, which asks for about a second's worth. */
const STEPS_A_CALL = 10;
const LEAST_CALLS = 8;
const LEAST_MS = 600;

const [name, threads] = [process.argv[2], Number(process.argv[3])];
const engine: Engine =
  name === 'native'
    ? new NativeEngine({ threads })
    : new TensorFlowEngine({ mode: 'cpu', threads });
const data = await benchmarkData(process.argv[4] as BenchmarkImages);
for (const model of models) {
  const times = await stepTimes(engine, model);
  const [fastestMs, ms] = [times[0], times[Math.floor(times.length / 2)]];
  console.log(JSON.stringify({ version: engine.description, model: model.name, ms, fastestMs }));
}
await engine.close();

/** Milliseconds a step of each call, the fastest first. */
async function stepTimes(engine: Engine, model: (typeof models)[number]): Promise<number[]> {
  const network = networkOf(model);
  const parameters = initialParameters(network, 1);
  const session = await engine.open({
    network,
    data,
    optimizer: defaultTrainingOptions,
    parameters,
  });
  const never = new AbortController().signal;
  const length = STEPS_A_CALL * batchSize;
  const values = permutation(1, 0, data.splits.TRAIN.examples).slice(0, length);
  const indices = { steps: STEPS_A_CALL, batchSize, values };
  const learningRates = new Float64Array(STEPS_A_CALL).fill(defaultTrainingOptions.learningRate);
  let step = 0;
  const train = async () => {
    await session.train({ indices, firstStep: step, learningRates }, never);
    step += STEPS_A_CALL;
  };
  for (let n = 0; n < WARM_CALLS; n++) await train();
  const times: number[] = [];
  const end = performance.now() + LEAST_MS;
  while (times.length < LEAST_CALLS || performance.now() < end) {
    const began = performance.now();
    await train();
    times.push((performance.now() - began) / STEPS_A_CALL);
  }
  await session.close();
  return times.sort((a, b) => a - b);
}
