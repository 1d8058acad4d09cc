import { parentPort } from 'node:worker_threads';
import { NativeEngine } from '../../../src/engines/native/nativeEngine.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';
import { constantRate, plainAdam } from '../plainAdam.ts';
import { trainingSample } from './trainingSample.ts';

/* For endOfProcess.test.ts: trains far longer than it lives, and ends as its argument says, or as
 * endThread.ts does. */
const examples = 64;
const shape = { rows: 28, columns: 28, classes: 10 };
const recipe = makeRecipe({ cell: 'LSTM', units: 64 });
const network = { recipe, ...shape, binarizeThreshold: null };
const session = await new NativeEngine({ threads: 2 }).open({
  network,
  data: trainingSample({ examples, ...shape }),
  parameters: initialParameters(network, 1),
  optimizer: plainAdam,
});
const steps = 100_000;
const values = Int32Array.from({ length: steps * examples }, (_, n) => n % examples);
const stop = new AbortController();
const training = session.train(constantRate({ steps, batchSize: examples, values }), stop.signal);
parentPort?.postMessage('training');
const ending = process.argv[2];
if (ending === 'exit') setTimeout(() => process.exit(7), 100);
if (ending === 'abort') setTimeout(() => stop.abort(), 100);
const losses = await training;
console.log(losses.length < steps ? 'stopped' : 'done');
