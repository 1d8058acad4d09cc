import { invalidArgument } from '../../errors.ts';
import type { Context } from '../context.ts';
import { selectionOf } from '../reading/checkedSelection.ts';
import { openImage } from '../reading/openImage.ts';
import type { TensorReading } from '../reading/reading.ts';
import { parameterNames } from '../reading/readingNames.ts';
import { imageTensor, imageTensorNames } from './imageTensor.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { namedTensor } from './namedTensors.ts';

/**
 * The tensor that a reading is of.
 *
 * @throws GatescopeError as the query that gave its address would
 */
export async function openTensor(
  { services, traces }: Pick<Context, 'services' | 'traces'>,
  reading: TensorReading,
): Promise<LazyTensor> {
  const { name } = reading.part;
  const imageName = imageTensorNames.find((known) => known === name);
  if (imageName !== undefined) {
    checkImageAlone(reading);
    const image = await openImage(services.catalog, reading.image, null, parameterNames.image);
    return imageTensor(image, imageName);
  }
  const trace = await traces.open(reading);
  return namedTensor(trace, name, 'name', selectionOf(reading.part));
}

/** @throws GatescopeError INVALID_ARGUMENT for what means nothing without a network */
function checkImageAlone({ subject, changes, part: { name, steps, units } }: TensorReading): void {
  const network = {
    ...subject,
    [typeof steps === 'number' ? 't' : 'steps']: steps,
    units,
    changes,
  };
  for (const [parameter, value] of Object.entries(network)) {
    if (value !== null)
      throw invalidArgument(parameter, `nothing, as ${name} depends on the image alone`, value);
  }
}
