import { binarize } from '../../src/data/binarize.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { exampleImage } from '../../src/data/inputImage.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import type { FigureTensor } from '../../src/figures/tensors/figureTensor.ts';
import { activationList, shapeOf } from '../../src/networks/activationList.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import { makeRecipe, type RecipeChoices } from '../../src/networks/recipe.ts';

export interface SampleTrace {
  image: FigureTensor;
  label: number;
  activations: FigureTensor[];
  probabilities: FigureTensor;
}

/** What a network with its initial weights does with a real digit of the test set. */
export async function sampleTrace(choices: RecipeChoices): Promise<SampleTrace> {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' });
  const mnist = await catalog.load('mnist');
  const { rows, columns, pixels, example } = exampleImage(mnist, 'TEST', 8, 'image');
  const binarized = binarize(pixels, 0.1);
  const size = { rows: 28, columns: 28, classes: 10 };
  const network = { recipe: makeRecipe(choices), ...size, binarizeThreshold: 0.1 };
  const images = { batch: 1, rows, values: binarized };
  const values = forwardByEquations(network, initialParameters(network, 1), images);
  const tensors = activationList(network).map((described) => ({
    name: described.name,
    shape: shapeOf(described, rows),
    axes: [...described.axes],
    values: values.get(described.name)?.values ?? [],
    range: described.range,
    symbol: described.symbol,
  }));
  return {
    image: { name: 'image', shape: [rows, columns], axes: ['row', 'column'], values: binarized },
    label: example?.label ?? -1,
    activations: tensors.filter(({ name }) => name.startsWith('layers.')),
    probabilities: tensors.find(({ name }) => name === 'head.probabilities') as FigureTensor,
  };
}
