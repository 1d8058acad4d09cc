import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { GatescopeError, invalidArgument } from '../../errors.ts';
import { channelsBeside, hasChannels } from '../../figures/tensors/channels.ts';
import { heatMapPng } from '../../figures/heatMapPng.ts';
import { product } from '../../formats/shape.ts';
import { CellArguments, HeatMapArguments, Tensor } from '../../schema/tensors/tensor.ts';
import type { Context } from '../../service/context.ts';
import { largestCell } from '../../service/limits/requestLimits.ts';
import { cost, pngPrice, Priced } from '../cost.ts';
import { figureTensor } from '../../service/pictures/figureTensors.ts';
import { heatMap } from '../../service/pictures/heatMap.ts';
import type { LazyPicture } from '../../service/pictures/lazyPicture.ts';
import type { LazyTensor } from '../../service/tensors/lazyTensor.ts';
import { tensorUrl } from '../../service/tensors/tensorAddress.ts';
import { WrittenNumbers } from './writtenNumbers.ts';

const USUAL_CELL = 8;

@Resolver(() => Tensor)
export class TensorResolver {
  @FieldResolver()
  async values(
    @Root() tensor: LazyTensor,
    @Ctx() { values }: Context,
  ): Promise<[] | [WrittenNumbers]> {
    const count = product(tensor.shape);
    values.spend('values', count);
    const numbers = await tensor.read();
    checkFinite(tensor.name, numbers);
    return count === 0 ? [] : [new WrittenNumbers(numbers)];
  }

  @FieldResolver()
  async base64(@Root() tensor: LazyTensor, @Ctx() { values }: Context): Promise<Uint8Array> {
    values.spend('base64', product(tensor.shape));
    const { buffer, byteOffset, byteLength } = await tensor.read();
    // The machines that Gatescope runs on are little-endian, so the bytes go as they lie.
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  @FieldResolver()
  npyUrl(@Root() tensor: LazyTensor): string | null {
    return tensor.reading && tensorUrl(tensor.reading);
  }

  @FieldResolver()
  @Priced(pngPrice({ usual: USUAL_CELL, most: largestCell }))
  async png(
    @Root() tensor: LazyTensor,
    @Args(() => CellArguments) { scale }: CellArguments,
    @Ctx() { drawings }: Context,
  ): Promise<Uint8Array> {
    const side = scale ?? USUAL_CELL;
    if (side < 1 || side > largestCell) {
      throw invalidArgument('scale', `a whole number from 1 to ${largestCell}`, side);
    }
    const figure = await figureTensor(tensor);
    const pixels = product(tensor.shape) * side ** 2;
    const cells = hasChannels(figure) ? channelsBeside(figure) : figure;
    return drawings.png('scale', pixels, () => heatMapPng(cells, side));
  }

  @FieldResolver({ complexity: cost.picture })
  svg(
    @Root() tensor: LazyTensor,
    @Args(() => HeatMapArguments) { ends }: HeatMapArguments,
    @Ctx() { drawings }: Context,
  ): Promise<string> {
    return heatMap(tensor, ends ?? false, drawings).svg();
  }

  @FieldResolver({ complexity: cost.picture })
  heatMap(
    @Root() tensor: LazyTensor,
    @Args(() => HeatMapArguments) { ends }: HeatMapArguments,
    @Ctx() { drawings }: Context,
  ): LazyPicture {
    return heatMap(tensor, ends ?? false, drawings);
  }
}

function checkFinite(name: string, numbers: Float32Array): void {
  for (let n = 0; n < numbers.length; n++) {
    if (Number.isFinite(numbers[n])) continue;
    throw new GatescopeError(
      'VALUE_NOT_FINITE',
      `values: number ${n} of ${name} is ${numbers[n]}, which JSON cannot hold; ask for base64 or npyUrl instead`,
    );
  }
}
