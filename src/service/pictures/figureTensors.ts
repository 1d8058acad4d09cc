import type { FigureTensor } from '../../figures/tensors/figureTensor.ts';
import { networkInput } from '../../inspection/networkInput.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';

/** A tensor as figures take it, with its numbers. */
export async function figureTensor(tensor: LazyTensor): Promise<FigureTensor> {
  const { name, shape, axes, caption } = tensor;
  const values = await tensor.read();
  const figure = { name, shape, axes, values, range: caption.range };
  // A row of numbers is taken for those of a step, unless its axis of rows counts nothing.
  if (shape.length > 1 || caption.readBy !== null) return figure;
  return { ...figure, shape: [1, ...shape], axes: ['', ...axes] };
}

/** What the network reads of an image, to stand beside the steps. */
export function inputFigureTensor({
  image,
  subject,
}: Pick<ImageTrace, 'image' | 'subject'>): FigureTensor {
  return {
    name: 'image',
    shape: [image.rows, image.columns],
    axes: ['row', 'column'],
    values: networkInput(subject.network, image),
    range: { least: 0, most: 1 },
  };
}
