import { heatMapSvg } from '../../figures/heatMapSvg.ts';
import { figureTensor, imageFigureTensor } from './figureTensors.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';

/** @param ends only the first and the last five steps */
export async function heatMap(tensor: LazyTensor, ends: boolean): Promise<string> {
  const { title, subtitle, firstStep, units, image } = tensor.caption;
  return heatMapSvg(await figureTensor(tensor), {
    title,
    firstStep,
    shown: ends ? 'ends' : 'all',
    ...(subtitle !== undefined && { subtitle }),
    ...(units && { units }),
    ...(image && { image: imageFigureTensor(image) }),
  });
}
