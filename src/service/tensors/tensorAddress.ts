import type { GraphQLSchema } from 'graphql';

import { invalidArgument } from '../../errors.ts';
import {
  readTrace,
  writeChanges,
  writeReading,
  type TraceAddress,
} from '../reading/traceAddress.ts';
import { urlOf } from '../addresses/urlOf.ts';
import type { UrlParameters } from '../addresses/urlParameters.ts';
import type { StepOrRangeInput, Steps } from '../reading/checkedSelection.ts';

/** Everything that determines a tensor, as it stands in the URL of its .npy file. */
export interface TensorAddress extends TraceAddress {
  /** `image.pixels`, `image.binarized` or the name of an activation. */
  name: string;
  /** One step, which has no axis then, a range of steps, or null for all. */
  steps: number | Steps | null;
  units: readonly number[] | null;
}

/** Null when an image, what is changed or a list of units is too large for a URL. */
export function tensorUrl(address: TensorAddress): string | null {
  const query = new URLSearchParams();
  writeReading(query, address);
  writePart(query, address);
  writeChanges(query, address);
  return urlOf(`/tensors/${address.name}.npy`, query);
}

/** Puts steps and units into the parameters of a URL. */
export function writePart(
  query: URLSearchParams,
  { steps, units }: Pick<TensorAddress, 'steps' | 'units'>,
): void {
  if (typeof steps === 'number') query.set('t', `${steps}`);
  else if (steps !== null) query.set('steps', `${steps.from}-${steps.to}`);
  if (units !== null) query.set('units', units.join('-'));
}

/** The same as arguments have it. */
export function partOf({ steps, units }: Pick<TensorAddress, 'steps' | 'units'>): StepOrRangeInput {
  return typeof steps === 'number' ? { t: steps, units } : { steps, units };
}

/**
 * @param name what stands between `/tensors/` and `.npy`
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function readTensorAddress(
  name: string,
  query: UrlParameters,
  schema: GraphQLSchema,
): TensorAddress {
  const trace = readTrace(query, schema);
  const t = query.wholeNumber('t');
  const range = readSteps(query);
  if (t !== null && range !== null) throw invalidArgument('t', 'nothing beside steps', t);
  return { name, ...trace, steps: t ?? range, units: query.wholeNumbers('units') };
}

/** @throws GatescopeError INVALID_ARGUMENT, naming `steps` */
export function readSteps(query: UrlParameters): Steps | null {
  const steps = query.wholeNumbers('steps', 2);
  return steps && { from: steps[0] as number, to: steps[1] as number };
}
