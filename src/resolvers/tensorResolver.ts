import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { GatescopeError } from '../errors.ts';
import { product } from '../formats/shape.ts';
import { shortestDecimals } from '../formats/shortestDecimal.ts';
import { Tensor } from '../schema/tensor.ts';
import type { Context } from './context.ts';
import type { LazyTensor } from './lazyTensor.ts';

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
  npyUrl(@Root() tensor: LazyTensor): string {
    return tensor.npyUrl();
  }
}
