import { createHash } from 'node:crypto';
import { TensorFlowEngine } from '../../src/engines/tensorflow/tensorflowEngine.ts';
import { makeRecipe, type RecipeChoices } from '../../src/networks/recipe.ts';
import { defaultTrainingOptions } from '../../src/networks/trainingOptions.ts';
import { train } from '../../src/training/trainer.ts';
import { smallMnist } from './smallMnist.ts';

/** A program: trains each recipe a little and prints the SHA-256 of its weights. Arguments: recipes, seed. */
const [recipes = '', seed = ''] = process.argv.slice(2);
const data = await smallMnist();
const requests = (JSON.parse(recipes) as RecipeChoices[]).map((recipe) => ({
  network: {
    recipe: makeRecipe(recipe),
    ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
  },
  data,
  options: {
    ...defaultTrainingOptions,
    seed: Number(seed),
    epochs: 2,
    batchSize: 64,
    evaluationInterval: 1000,
  },
}));
const engine = new TensorFlowEngine({ mode: 'cpu', threads: 2 });
for (const request of requests) {
  for await (const event of train(engine, request, new AbortController().signal)) {
    if (event.kind !== 'evaluated' || !event.last) continue;
    console.log(createHash('sha256').update(event.parameters).digest('hex'));
  }
}
