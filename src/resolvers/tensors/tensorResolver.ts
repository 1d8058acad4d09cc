import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { GatescopeError, invalidArgument } from '../../errors.ts';
import { heatMapPng } from '../../figures/heatMapPng.ts';
import { product } from '../../formats/shape.ts';
import { shortestDecimals } from '../../formats/shortestDecimal.ts';
import type { Picture } from '../../schema/tensors/picture.ts';
import {
  CellArguments,
  HeatMapArguments,
  largestCell,
  Tensor,
} from '../../schema/tensors/tensor.ts';
import type { Context } from '../context.ts';
import { cost, pngPrice, Priced } from '../cost.ts';
import { figureTensor } from '../pictures/figureTensors.ts';
import { heatMap } from '../pictures/heatMap.ts';
import type { LazyTensor } from './lazyTensor.ts';

const USUAL_CELL = 8;

@Resolver(() => Tensor)
export class TensorResolver {
  @FieldResolver()
  async values(@Root() tensor: LazyTensor, @Ctx() { values }: Context): Promise<number[]> {
    values.spend('values', product(tensor.shape));
    const numbers = await tensor.read();
    const odd = numbers.findIndex((number) => !Number.isFinite(number));
    if (odd !== -1) {
      throw new GatescopeError(
        'VALUE_NOT_FINITE',
        `values: number ${odd} of ${tensor.name} is ${numbers[odd]}, which JSON cannot hold; ask for base64 or npyUrl instead`,
      );
    }
    return shortestDecimals(numbers);
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
    return tensor.npyUrl();
  }

  @FieldResolver()
  @Priced(pngPrice(USUAL_CELL, largestCell))
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
    return drawings.png('scale', pixels, () => heatMapPng(figure, side));
  }

  @FieldResolver({ complexity: cost.picture })
  svg(
    @Root() tensor: LazyTensor,
    @Args(() => HeatMapArguments) { ends }: HeatMapArguments,
    @Ctx() { drawings }: Context,
  ): Promise<string> {
    return heatMap(tensor, ends ?? false, drawings);
  }

  @FieldResolver({ complexity: cost.picture })
  async heatMap(
    @Root() tensor: LazyTensor,
    @Args(() => HeatMapArguments) { ends }: HeatMapArguments,
    @Ctx() { drawings }: Context,
  ): Promise<Pick<Picture, 'svg'>> {
    return { svg: await heatMap(tensor, ends ?? false, drawings) };
  }
}
