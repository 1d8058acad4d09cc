import type { InputImage } from '../../data/inputImage.ts';
import type { FigureTensor } from '../../figures/figureTensor.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';

/** A tensor as figures take it, with its numbers. */
export async function figureTensor(tensor: LazyTensor): Promise<FigureTensor> {
  const { name, shape, axes, caption } = tensor;
  return { name, shape, axes, values: await tensor.read(), range: caption.range };
}

/** What the network reads of an image, to stand beside the steps. */
export function imageFigureTensor({ rows, columns, binarized }: InputImage): FigureTensor {
  return {
    name: 'image.binarized',
    shape: [rows, columns],
    axes: ['row', 'column'],
    values: binarized,
    range: { least: 0, most: 1 },
  };
}
