import { beforeAll, describe, expect, it } from 'vitest';
import { exampleImage, type InputImage } from '../../src/data/inputImage.ts';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { Inspector } from '../../src/inspection/inspector.ts';
import type { Subject } from '../../src/inspection/subject.ts';
import { presetNames, type PresetName } from '../../src/inspection/presets.ts';
import { countingEngines } from './countingEngines.ts';
import { recurrentSubject as subject, wholeImageSubject } from './subjects.ts';

const inspector = new Inspector(
  createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 2 }),
);
let image: InputImage;
beforeAll(async () => {
  const catalog = new DatasetCatalog({ mnist: mnistFolder(), userDatasets: '/nonexistent' });
  image = exampleImage(await catalog.load('mnist'), 'TEST', 0, 'image');
});

const lstm = subject({ cell: 'LSTM', units: 8, layers: 2 });
const gru = subject({ cell: 'GRU', units: 8 });

const errors = async (of: Subject, preset: PresetName, fromStep: number) =>
  (await inspector.claims(of, image, preset, fromStep)).map(({ exact, error }) => ({
    exact,
    error,
  }));

describe('the claims of the presets', () => {
  it('hold a GRU exactly, and store its input exactly', async () => {
    expect(await errors(gru, 'HOLD_STATE', 12)).toEqual([{ exact: true, error: 0 }]);
    const [stored] = await errors(gru, 'STORE_INPUT', 12);
    expect(stored!.error).toBeLessThan(1e-6);
  });

  it('hold an LSTM’s c exactly, while h moves with the output gate', async () => {
    const [c, h] = await errors(lstm, 'HOLD_STATE', 12);
    expect(c).toEqual({ exact: true, error: 0 });
    expect(h!.exact).toBe(false);
    expect(h!.error).toBeGreaterThan(1e-3);
  });

  it('show the leak of U·h₋₁ when an LSTM is to store its input', async () => {
    const [candidate, leak] = await errors(lstm, 'STORE_INPUT', 12);
    expect(candidate).toEqual({ exact: true, error: 0 });
    expect(leak!.exact).toBe(false);
    expect(leak!.error).toBeGreaterThan(1e-3);
  });

  it.each(presetNames.slice(2))(
    'of %s hold for an LSTM to rounding, from the start too',
    async (preset) => {
      for (const fromStep of [0, 12]) {
        const [claim] = await errors(lstm, preset, fromStep);
        expect(claim!.error).toBeLessThan(1e-6);
      }
    },
  );

  it('read the rows alone only where a claim is about that', async () => {
    const { engines, batches } = countingEngines();
    const counted = new Inspector(engines);
    await counted.claims(gru, image, 'HOLD_STATE', 12);
    expect(batches).toEqual([1]);
    await counted.claims(gru, image, 'STORE_INPUT', 12);
    expect(batches).toEqual([1, 1, 28]);
    await engines.close();
  });

  it('are for cells with gates alone', async () => {
    const rnn = subject({ cell: 'RNN', units: 4 });
    await expect(errors(rnn, 'HOLD_STATE', 0)).rejects.toThrow(
      'preset.name: expected none for RNN layers, which have no gates, got HOLD_STATE (it needs LSTM or GRU layers)',
    );
    const linear = wholeImageSubject({ convolutions: [], dense: [] });
    await expect(errors(linear, 'HOLD_STATE', 0)).rejects.toMatchObject({
      code: 'NOT_RECURRENT',
      argument: 'preset',
    });
  });

  it('name the presets that a GRU has, and the steps there are', async () => {
    await expect(errors(gru, 'COUPLED_GATES', 0)).rejects.toThrow(
      'preset.name: expected STORE_INPUT or HOLD_STATE for GRU layers, got COUPLED_GATES (it needs LSTM layers)',
    );
    await expect(errors(gru, 'HOLD_STATE', 28)).rejects.toThrow(
      'preset.fromStep: expected a step from 0 to 27, got 28',
    );
  });
});
