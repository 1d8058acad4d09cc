import { NativeEngine } from '../src/engines/native/nativeEngine.ts';
import { activationList } from '../src/networks/activationList.ts';
import { initialParameters } from '../src/networks/initialParameters.ts';
import { makeRecipe } from '../src/networks/recipe.ts';
import { defaultBinarizeThreshold } from '../src/networks/binarizeThreshold.ts';
import { classes, columns, steps } from './models.ts';

export interface InspectionTimes {
  oneImageMs: number;
  tenThousandMs: number;
}

const REPETITIONS = 200;
const MANY = 10_000;

/** How long the native engine takes to give all activations of LSTM-128. */
export async function inspectionTimes(threads: number): Promise<InspectionTimes> {
  const engine = new NativeEngine({ threads });
  const network = {
    recipe: makeRecipe({ cell: 'LSTM', units: 128 }),
    ...{ rows: steps, columns, classes, binarizeThreshold: defaultBinarizeThreshold },
  };
  const parameters = initialParameters(network, 1);
  const names = activationList(network).map(({ name }) => name);
  const forward = async (batch: number) => {
    const values = new Float32Array(batch * steps * columns).fill(1);
    const images = { batch, rows: steps, columns, values };
    const began = performance.now();
    let seen = 0;
    for await (const { activations } of engine.forward({ network, parameters, images, names })) {
      seen += activations.length;
    }
    if (seen === 0) throw new Error('no activations came');
    return performance.now() - began;
  };
  const ofOne: number[] = [];
  for (let n = 0; n < REPETITIONS; n++) ofOne.push(await forward(1));
  const tenThousandMs = await forward(MANY);
  await engine.close();
  ofOne.sort((a, b) => a - b);
  return { oneImageMs: ofOne[REPETITIONS / 2] as number, tenThousandMs };
}
