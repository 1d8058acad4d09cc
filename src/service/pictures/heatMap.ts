import { hasChannels } from '../../figures/tensors/channels.ts';
import { channelsSvg } from '../../figures/channelsSvg.ts';
import { heatMapSvg } from '../../figures/heatMapSvg.ts';
import { misfit } from '../../errors.ts';
import { product } from '../../formats/shape.ts';
import type { Drawings } from '../limits/drawings.ts';
import { LazyPicture } from './lazyPicture.ts';
import { figureTensor, inputFigureTensor } from './figureTensors.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';

/**
 * @param ends only the first and the last five steps
 * @throws GatescopeError INVALID_ARGUMENT for the ends of what has one row, or channels
 */
export function heatMap(tensor: LazyTensor, ends: boolean, drawings: Drawings): LazyPicture {
  const { title, subtitle, firstStep, units, readBy } = tensor.caption;
  if (ends && tensor.shape.length !== 2) {
    const expected = 'false, as there are no steps to choose from';
    throw misfit('INVALID_ARGUMENT', 'ends', expected, 'true');
  }
  const { reading } = tensor;
  return new LazyPicture(reading && { kind: 'heatMap', reading, ends }, async () => {
    const figure = await figureTensor(tensor);
    const caption = { title, ...(subtitle !== undefined && { subtitle }) };
    return drawings.svg('heatMap', product(tensor.shape), () =>
      hasChannels(figure)
        ? channelsSvg(figure, caption)
        : heatMapSvg(figure, {
            ...caption,
            firstStep,
            shown: ends ? 'ends' : 'all',
            ...(units && { units }),
            ...(readBy && { image: inputFigureTensor(readBy) }),
          }),
    );
  });
}
