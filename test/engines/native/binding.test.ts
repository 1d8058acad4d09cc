import { describe, expect, it } from 'vitest';
import { loadBinding, type SessionSpec } from '../../../src/engines/native/binding.ts';
import { plainAdam } from '../plainAdam.ts';

const addon = loadBinding();
const device = addon.createDevice(1, addon.instructionSets()[0]);
const network = addon.createNetwork(device, {
  task: 'classify',
  cell: 'lstm',
  units: 2,
  layers: 1,
  columns: 3,
  classes: 2,
  inputProjection: false,
  reluFirst: false,
  hiddenWidths: new Int32Array(),
});
const parameterCount = (3 + 2 + 1) * 4 * 2 + (2 + 1) * 2;
const data = { rows: 2, columns: 3, classes: 2, levels: new Float32Array(256) };
const images = () => new Uint8Array(2 * 3);

/** Takes the memory of an array away, as sending it to another thread does. */
const take = ({ buffer }: Uint8Array | Float32Array) =>
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });

describe('an array whose memory is taken while the rest is read', () => {
  it('is refused as the images of a data set', () => {
    const taken = images();
    const split = {
      images: taken,
      get labels() {
        take(taken);
        return new Uint8Array(1);
      },
    };
    expect(() => addon.createDataset({ ...data, splits: [split] })).toThrow(
      'images: expected 6 values, got 0',
    );
  });

  it('is refused as the parameters of a session', () => {
    const splits = [{ images: images(), labels: new Uint8Array(1) }];
    const dataset = addon.createDataset({ ...data, splits });
    const parameters = new Float32Array(parameterCount);
    const spec: SessionSpec = {
      parameters,
      get firstMoment() {
        take(parameters);
        return undefined;
      },
      optimizer: plainAdam,
    };
    expect(() => addon.createSession(device, network, dataset, spec)).toThrow(
      `parameters: expected ${String(parameterCount)} values, got 0`,
    );
  });
});
