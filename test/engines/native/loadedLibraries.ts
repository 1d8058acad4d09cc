import { readFileSync } from 'node:fs';
import { createEngineSource } from '../../../src/engines/engineSource.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';

/* For choice.test.ts: which engine AUTO is here, and whether TensorFlow was loaded to find out. */
const recipe = makeRecipe({ cell: 'LSTM', units: 4 });
const engines = createEngineSource({ tensorflow: 'auto', engine: 'auto', threads: 1 });
const { name } = await engines.engineFor({ recipe, columns: 28, classes: 10 }, 'AUTO');
const maps = readFileSync('/proc/self/maps', 'utf8');
console.log(`${name}, ${maps.includes('libtensorflow') ? 'with' : 'without'} TensorFlow`);
await engines.close();
