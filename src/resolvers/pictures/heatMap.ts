import { heatMapSvg } from '../../figures/heatMapSvg.ts';
import { product } from '../../formats/shape.ts';
import type { Drawings } from './drawings.ts';
import { figureTensor, imageFigureTensor } from './figureTensors.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';

/** @param ends only the first and the last five steps */
export async function heatMap(
  tensor: LazyTensor,
  ends: boolean,
  drawings: Drawings,
): Promise<string> {
  const { title, subtitle, firstStep, units, image } = tensor.caption;
  const figure = await figureTensor(tensor);
  return drawings.svg('heatMap', product(tensor.shape), () =>
    heatMapSvg(figure, {
      title,
      firstStep,
      shown: ends ? 'ends' : 'all',
      ...(subtitle !== undefined && { subtitle }),
      ...(units && { units }),
      ...(image && { image: imageFigureTensor(image) }),
    }),
  );
}
