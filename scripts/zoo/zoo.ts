/*
 * Makes and checks the files in zoo/:
 *   npm run zoo -- train [SLUG…]    trains models anew, all when none is named; seed 1 for every one
 *   npm run zoo -- verify [SLUG…]   evaluates each on the test set and compares with its card
 * Ctrl-C ends either at once; a model is written when it is done, as a whole.
 */
import { readConfig } from '../../src/config.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { MNIST, mnistFolder } from '../../src/data/mnist.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { GatescopeError } from '../../src/errors.ts';
import { zooFolder } from '../../src/zoo/zooFiles.ts';
import { runZooCommand } from './zooCommand.ts';

const config = readConfig();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

const engines = createEngineSource(config);
const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: config.datasetsFolder });
try {
  const succeeded = await runZooCommand(process.argv.slice(2), {
    engines,
    dataset: await catalog.load(MNIST),
    folder: zooFolder,
    print: (line) => console.log(line),
    signal: stop.signal,
  });
  process.exitCode = succeeded ? 0 : 1;
} catch (error) {
  if (!(error instanceof GatescopeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await engines.close();
}
