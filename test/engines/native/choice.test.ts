import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createEngineSource } from '../../../src/engines/engineSource.ts';
import { loadBinding } from '../../../src/engines/native/binding.ts';
import { makeRecipe } from '../../../src/networks/recipe.ts';

const onLinuxWithoutGpu =
  process.platform === 'linux' && !existsSync('/proc/driver/nvidia/version');
const shape = { rows: 28, columns: 28, classes: 10, binarizeThreshold: null };
const network = { recipe: makeRecipe({ cell: 'GRU', units: 4 }), ...shape };
const source = (tensorflow: 'cpu' | 'auto' | 'off', engine: 'auto' | 'native' | 'tensorflow') =>
  createEngineSource({ tensorflow, engine, threads: 1 });

describe('the choice of an engine', () => {
  it('is native for AUTO on a CPU, with its version and instruction set', async () => {
    const engines = source('cpu', 'auto');
    const engine = await engines.engineFor(network, 'AUTO');
    expect(engine.description).toMatch(/^native \d+\.\d+\.\d+ (avx512|avx2|portable)$/);
    expect(await engines.engineFor(network, 'NATIVE')).toBe(engine);
    await engines.close();
  });

  it('needs no TensorFlow', async () => {
    const engine = await source('off', 'auto').engineFor(network, 'AUTO');
    expect(engine.name).toBe('native');
  });

  it('is what the environment says for AUTO, and what is asked for otherwise', async () => {
    const engines = source('cpu', 'tensorflow');
    expect((await engines.engineFor(network, 'AUTO')).name).toBe('tensorflow');
    expect((await engines.engineFor(network, 'NATIVE')).name).toBe('native');
  });

  it.skipIf(!onLinuxWithoutGpu)('does not load TensorFlow to find that there is no GPU', () => {
    const program = fileURLToPath(new URL('loadedLibraries.ts', import.meta.url));
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', program]);
    expect(stdout.toString()).toBe('native, without TensorFlow\n');
  });
});

describe('what the native engine cannot run', () => {
  const lacks = [
    { recipe: makeRecipe({ cell: 'RNN', units: 4 }), lack: 'it has no vanilla cell' },
    {
      recipe: makeRecipe({ cell: 'LSTM', units: 4, batchNormalization: true }),
      lack: 'it has no batch normalization',
    },
    { recipe: { convolutions: [8], dense: [16] }, lack: 'it has no whole-image models' },
  ];

  it.each(lacks)('is said in a clause: $lack', async ({ recipe, lack }) => {
    const engines = source('cpu', 'auto');
    const native = await engines.engineFor(network, 'NATIVE');
    expect(native.supports(network)).toBe(true);
    expect(native.supports({ recipe, ...shape })).toBe(lack);
    await expect(engines.engineFor({ recipe, ...shape }, 'NATIVE')).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: `The native engine cannot be used: ${lack}.`,
    });
    await engines.close();
  });
});

describe('loading the addon', () => {
  it('says how to get it when it is not there', () => {
    expect(() => loadBinding('/nonexistent/gatescope_native.node')).toThrow(
      'The native engine cannot be used: it is not built; run `npm run setup`.',
    );
  });

  it('refuses objects of another kind, and of other makers', () => {
    const addon = loadBinding();
    const device = addon.createDevice(1, addon.instructionSets()[0]);
    expect(() => addon.read(device as never)).toThrow('expected a session of this addon');
    expect(() => addon.read({} as never)).toThrow('expected a session of this addon');
    expect(() => addon.read(undefined as never)).toThrow('expected a session of this addon');
    expect(() => addon.createDevice(0, 'portable')).toThrow(/threads: expected a whole number/);
    expect(() => addon.createDevice(1, 'mmx')).toThrow('this processor has no mmx');
    addon.release(device);
    expect(() => addon.createNetwork(device, {} as never)).toThrow('the device was closed');
  });
});
