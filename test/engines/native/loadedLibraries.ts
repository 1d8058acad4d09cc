import { readFileSync } from 'node:fs';
import { createEngineSource } from '../../../src/engines/engineSource.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';

/* For choice.test.ts: which engine AUTO is here, and whether TensorFlow was loaded to find out. */
const recipe = makeRecipe({ cell: 'LSTM', units: 4 });
const engines = createEngineSource({ tensorflow: 'auto', engine: 'auto', threads: 1 });
const network = { recipe, rows: 28, columns: 28, classes: 10, binarizeThreshold: null };
const { name } = await engines.engineFor(network, 'AUTO');
const maps = readFileSync('/proc/self/maps', 'utf8');
console.log(`${name}, ${maps.includes('libtensorflow') ? 'with' : 'without'} TensorFlow`);
await engines.close();
