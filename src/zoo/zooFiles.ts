import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GatescopeError } from '../errors.ts';
import { decodeSafetensors } from '../formats/safetensors.ts';
import { parametersFromTensors } from '../networks/namedParameters.ts';
import type { Architecture } from './architecture.ts';
import type { Card } from './card.ts';
import { readCard } from './readCard.ts';

/** Where Gatescope's own weights and cards are. */
export const zooFolder = fileURLToPath(new URL('../../zoo/', import.meta.url));

/** A model of the zoo as its two files have it. */
export interface ZooModel {
  card: Card;
  /** The safetensors file. */
  file: Uint8Array;
  /** Flat, in the order of the parameter layout. */
  parameters: Float32Array;
}

export const cardName = (slug: string) => `${slug}.json`;
export const weightsName = (slug: string) => `${slug}.safetensors`;

/**
 * The card of an architecture's model; null when the zoo has none.
 *
 * @throws GatescopeError ZOO_BROKEN
 */
export async function loadCard(folder: string, architecture: Architecture): Promise<Card | null> {
  const name = cardName(architecture.slug);
  const json = await readFile(join(folder, name), 'utf8').catch(nullIfAbsent);
  return json === null ? null : readCard(name, json, architecture);
}

/**
 * The weights that a card is of.
 *
 * @throws GatescopeError ZOO_BROKEN when the file is absent or is not the card's, WEIGHTS_CORRUPT
 *   when it is but does not hold the network's tensors
 */
export async function loadWeights(folder: string, card: Card): Promise<ZooModel> {
  const name = weightsName(card.slug);
  const file = await readIfLong(join(folder, name), name, card.weights.bytes);
  const sha256 = createHash('sha256').update(file).digest('hex');
  if (sha256 !== card.weights.sha256) {
    throw broken(name, `SHA-256 ${card.weights.sha256}, as ${cardName(card.slug)} has it`, sha256);
  }
  try {
    return { card, file, parameters: parametersFromTensors(card.network, decodeSafetensors(file)) };
  } catch (error) {
    if (!(error instanceof GatescopeError)) throw error;
    throw new GatescopeError(error.code, `${name}: ${error.message}`);
  }
}

/** Its length is known before anything of it is read. */
async function readIfLong(path: string, name: string, bytes: number): Promise<Uint8Array> {
  const found = await stat(path).catch(nullIfAbsent);
  if (found === null) throw broken(name, 'a file beside its card', 'none');
  if (found.size !== bytes)
    throw broken(name, `${bytes} bytes, as its card has it`, `${found.size}`);
  return readFile(path);
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function broken(file: string, expected: string, got: string): GatescopeError {
  return new GatescopeError('ZOO_BROKEN', `${file}: expected ${expected}, got ${got}`);
}
