import { expect, test } from 'vitest';
import { pixelImage } from '../../src/data/inputImage.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { Inspector } from '../../src/inspection/inspector.ts';
import { checkReadable, networkInput } from '../../src/inspection/networkInput.ts';
import { forwardByEquations } from '../../src/networks/forwardByEquations.ts';
import { largestDifference } from '../networks/largestDifference.ts';
import { recurrentSubject, wholeImageSubject } from './subjects.ts';

/** Every shade of grey from 0 to 1. */
const shades = pixelImage(
  Array.from({ length: 28 * 28 }, (_, n) => n / 783),
  { rows: 28, columns: 28 },
  'image.pixels',
);
const gru = { cell: 'GRU', units: 4 } as const;

test.each([0.1, 0.5])('above its threshold of %d a network reads 1, else 0', (threshold) => {
  const { network } = recurrentSubject(gru, { binarizeThreshold: threshold });
  const border = Math.fround(threshold);
  expect(networkInput(network, shades)).toEqual(
    shades.pixels.map((pixel) => (pixel > border ? 1 : 0)),
  );
});

test('without a threshold it reads the shades of grey', () => {
  const { network } = recurrentSubject(gru, { binarizeThreshold: null });
  expect(networkInput(network, shades)).toEqual(shades.pixels);
});

test('a network is looked into with what it was trained to read', async () => {
  const engines = createEngineSource({ tensorflow: 'off', engine: 'native', threads: 1 });
  const inspector = new Inspector(engines);
  const read = async (binarizeThreshold: number | null) => {
    const subject = recurrentSubject(gru, { binarizeThreshold });
    const [logits] = await inspector.activations(subject, shades, ['head.logits']);
    return { subject, logits: logits!.values };
  };
  const { subject, logits } = await read(null);
  const expected = forwardByEquations(subject.network, subject.parameters, {
    ...{ batch: 1, rows: 28, values: shades.pixels },
  });
  expect(largestDifference(logits, expected.get('head.logits')!.values)).toBeLessThan(1e-5);
  expect((await read(0.1)).logits).not.toEqual(logits);
  expect((await read(0.5)).logits).not.toEqual((await read(0.1)).logits);
  await engines.close();
});

test('a recurrent network reads any number of rows, one of the whole image just its own', () => {
  const { network: recurrent } = recurrentSubject(gru);
  const { network: linear } = wholeImageSubject({ convolutions: [], dense: [] });
  const short = { ...shades, rows: 10 };
  checkReadable(recurrent, short, 'image');
  checkReadable(linear, shades, 'image');
  expect(() => checkReadable(linear, short, 'image.png')).toThrow(
    'image.png: expected an image of 28 rows, as the model sees all of it at once, got 10',
  );
  expect(() => checkReadable(recurrent, { ...shades, columns: 14 }, 'image')).toThrow(
    'image: expected an image 28 pixels wide, as the model reads, got 14',
  );
});
