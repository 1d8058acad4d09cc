import { invalidArgument } from '../../errors.ts';
import { describeActivation } from '../../networks/activationList.ts';
import type { Context } from '../context.ts';
import { imageAt, openTrace } from '../reading/openTrace.ts';
import { activationSelection } from '../reading/checkedSelection.ts';
import { activationTensor } from './activationTensor.ts';
import { imageTensor, imageTensorNames } from './imageTensor.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { partOf, type TensorAddress } from './tensorAddress.ts';

/**
 * The tensor at an address, which may come from anyone: all of it is checked again.
 *
 * @throws GatescopeError as the query that gave the address would
 */
export async function openTensor(context: Context, address: TensorAddress): Promise<LazyTensor> {
  const { name } = address;
  const imageName = imageTensorNames.find((known) => known === name);
  if (imageName !== undefined) {
    checkImageAlone(address);
    return imageTensor(await imageAt(context.services.catalog, address.image), imageName);
  }
  const trace = await openTrace(context, address);
  const description = describeActivation(trace.subject.network, name, 'name');
  const selection = activationSelection(partOf(address), description, trace);
  return activationTensor(trace, description, selection);
}

/** @throws GatescopeError INVALID_ARGUMENT for what means nothing without a network */
function checkImageAlone({ name, subject, steps, units, changes }: TensorAddress): void {
  const network = {
    ...subject,
    [typeof steps === 'number' ? 't' : 'steps']: steps,
    units,
    changes,
  };
  for (const [parameter, value] of Object.entries(network)) {
    if (value !== null) throw invalidArgument(parameter, `nothing beside ${name}`, value);
  }
}
