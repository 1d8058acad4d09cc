import { batchIndices } from '../src/data/batches.ts';
import type { Engine } from '../src/engines/engine.ts';
import { NativeEngine } from '../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../src/networks/initialParameters.ts';
import { defaultTrainingOptions } from '../src/networks/trainingOptions.ts';
import { epochOrder } from '../src/training/epochOrder.ts';
import { benchmarkData, type BenchmarkImages } from './images.ts';
import { batchSize, models, networkOf } from './models.ts';

/*
 * Times our engines in a process of its own, as the peers are:
 *   tsx bench/ownEngines.ts native|tensorflow THREADS mnist|noise
 * prints a line of JSON for each model, like bench/peers.py, and the fastest call beside the median.
 */
/** The trainer asks for half a second's worth at a time, at most up to the next evaluation. */
const CALL_MS = 500;
const { evaluationInterval } = defaultTrainingOptions;
const WARM_CALLS = 2;
const CALLS = 8;

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
  const shuffle = epochOrder(1);
  const { examples } = data.splits.TRAIN;
  const train = async (firstStep: number, steps: number) => {
    const indices = batchIndices({ examples, batchSize, firstStep, steps, shuffle });
    const learningRates = new Float64Array(steps).fill(defaultTrainingOptions.learningRate);
    const began = performance.now();
    await session.train({ indices, firstStep, learningRates }, never);
    return (performance.now() - began) / steps;
  };
  const times: number[] = [];
  let [step, steps] = [0, 1];
  for (let call = 0; call < WARM_CALLS + CALLS; call++) {
    const ms = await train(step, steps);
    step += steps;
    steps = Math.max(1, Math.min(evaluationInterval, Math.floor(CALL_MS / ms)));
    if (call >= WARM_CALLS) times.push(ms);
  }
  await session.close();
  return times.sort((a, b) => a - b);
}
