import type { TrainingData } from '../src/data/trainingData.ts';
import type { Engine } from '../src/engines/engine.ts';
import { NativeEngine } from '../src/engines/native/nativeEngine.ts';
import { TensorFlowEngine } from '../src/engines/tensorflow/tensorflowEngine.ts';
import { initialParameters } from '../src/networks/initialParameters.ts';
import { randomUniform } from '../src/networks/random.ts';
import { defaultTrainingOptions } from '../src/networks/trainingOptions.ts';
import { batchSize, classes, columns, models, networkOf, steps } from './models.ts';

/*
 * Times our engines in a process of its own, as the peers are:
 *   tsx bench/ownEngines.ts native|tensorflow THREADS
 * prints a line of JSON for each model, like bench/peers.py, and the fastest call beside the median.
 */
const WARM_CALLS = 2;
/** As the trainer does, which asks for about a second's worth. */
const STEPS_A_CALL = 10;
const LEAST_CALLS = 8;
const LEAST_MS = 600;
const EXAMPLES = 4096;

const [name, threads] = [process.argv[2], Number(process.argv[3])];
const engine: Engine =
  name === 'native'
    ? new NativeEngine({ threads })
    : new TensorFlowEngine({ mode: 'cpu', threads });
const data = madeUpData();
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
  const values = Int32Array.from({ length }, (_, n) => (n * 97) % EXAMPLES);
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

function madeUpData(): TrainingData {
  const uniform = randomUniform(1, 'shuffle');
  const pixels = EXAMPLES * steps * columns;
  const split = {
    examples: EXAMPLES,
    images: Uint8Array.from({ length: pixels }, (_, n) => (uniform(n) < 0.2 ? 255 : 0)),
    labels: Uint8Array.from({ length: EXAMPLES }, (_, n) => uniform(pixels + n) * classes),
  };
  return {
    sha256: 'made up',
    rows: steps,
    columns,
    classes,
    splits: { TRAIN: split, VALIDATION: split, TEST: split },
    levels: Float32Array.from({ length: 256 }, (_, level) => (level > 25 ? 1 : 0)),
  };
}
