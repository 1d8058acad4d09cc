import { coerceInputValue, GraphQLList, type GraphQLInputType, type GraphQLSchema } from 'graphql';

import { misfit, shown } from '../../errors.ts';
import type { ImageInput } from '../../schema/images/imageInput.ts';
import type { InterventionInput, PresetInput } from '../../schema/traces/interventionInput.ts';
import type { ChangesInput } from './traceChanges.ts';
import { pack, packedOnce, unpack } from '../addresses/packing.ts';

const MOST_BYTES = 2 ** 20;

/** What is changed in a trace, for a URL: its JSON, compressed. */
export const packChanges = packedOnce((changes: ChangesInput) => pack(changesText(changes)));

/** The JSON of it, with PNG files as base64. */
export function changesText({ interventions, preset }: ChangesInput): string {
  return JSON.stringify({
    interventions: interventions?.map(({ fromImage, ...rest }) => ({
      ...rest,
      ...(fromImage && { fromImage: imageText(fromImage) }),
    })),
    preset,
  });
}

function imageText({ example, pixels, png }: ImageInput): object {
  return { example, pixels, png: png && Buffer.from(png).toString('base64') };
}

/**
 * The inverse, for what may come from anyone: it is read as the arguments of a query are.
 *
 * @throws GatescopeError INVALID_ARGUMENT, naming `changes`
 */
export function unpackChanges(text: string, schema: GraphQLSchema): ChangesInput {
  const given = parsed(text);
  const read = (value: unknown, type: GraphQLInputType) =>
    coerceInputValue(value, type, () => {
      throw misfit('INVALID_ARGUMENT', 'changes', 'what the API gave', shown(text));
    });
  const [intervention, preset] = ['InterventionInput', 'PresetInput'].map(
    (name) => schema.getType(name) as GraphQLInputType,
  ) as [GraphQLInputType, GraphQLInputType];
  const changes: ChangesInput = {};
  if (given.interventions != null) {
    changes.interventions = read(
      given.interventions,
      new GraphQLList(intervention),
    ) as InterventionInput[];
  }
  if (given.preset != null) changes.preset = read(given.preset, preset) as PresetInput;
  return changes;
}

function parsed(text: string): { interventions?: unknown; preset?: unknown } {
  const value = jsonValue(unpack(text, MOST_BYTES)?.toString() ?? '');
  if (typeof value === 'object' && value !== null) return value;
  throw misfit('INVALID_ARGUMENT', 'changes', 'what the API gave', shown(text));
}

/** Null for text that is not JSON. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
