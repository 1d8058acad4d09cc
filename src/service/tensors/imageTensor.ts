import { binarize } from '../../data/binarize.ts';
import type { InputImage } from '../../data/inputImage.ts';
import { defaultBinarizeThreshold } from '../../networks/binarizeThreshold.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { sourceOf } from '../reading/traceReading.ts';

export const imageTensorNames = ['image.pixels', 'image.binarized'] as const;
export type ImageTensorName = (typeof imageTensorNames)[number];

/** The image itself as a Tensor [row, column]. */
export function imageTensor(image: InputImage, name: ImageTensorName): LazyTensor {
  const { pixels } = image;
  const values = name === 'image.pixels' ? pixels : binarize(pixels, defaultBinarizeThreshold);
  return {
    name,
    shape: [image.rows, image.columns],
    axes: ['row', 'column'],
    caption: {
      title: name,
      range: { least: 0, most: 1 },
      firstStep: 0,
      units: null,
      readBy: null,
    },
    read: () => Promise.resolve(values),
    reading: {
      subject: null,
      image: sourceOf(image),
      changes: null,
      part: { name, steps: null, units: null },
    },
  };
}
