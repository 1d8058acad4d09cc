import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';

import { largestCell } from '../../service/limits/requestLimits.ts';
import { Picture } from './picture.ts';
import { GraphQLBase64 } from '../scalars.ts';

@ArgsType()
export class CellArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 8,
    description: `Side of a cell in pixels, 1 to ${largestCell}. A request gives at most 16,777,216 pixels of PNGs.`,
  })
  scale!: number | null;
}

@ArgsType()
export class HeatMapArguments {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only the first five and the last five steps.',
  })
  ends!: boolean | null;
}

@ObjectType({
  description:
    'Numbers with a shape: float32, row-major. Nothing is computed for a tensor of which only the name, shape, axes or npyUrl is asked.',
})
export class Tensor {
  @Field(() => String, { description: 'What it is, such as `layers.0.hiddenState`.' })
  name!: string;

  @Field(() => [Int], { description: 'Length of each axis, outermost first.' })
  shape!: number[];

  @Field(() => [String], {
    description: 'What each axis counts: `step`, `unit`, `class`, `row`, `column` or `channel`.',
  })
  axes!: string[];

  @Field(() => [Float], {
    description:
      'The numbers, flat and row-major, each as the shortest decimal that reads back as the same float32. A request gives at most 1,000,000 numbers in this form.',
  })
  values!: number[];

  @Field(() => GraphQLBase64, {
    description:
      'The numbers as little-endian float32, row-major. A request gives at most 8,000,000 in this form.',
  })
  base64!: Uint8Array;

  @Field(() => String, {
    nullable: true,
    description:
      'Where to get the same tensor as a NumPy .npy file; relative to the address of this server. The whole request stands in it, so it stays valid while the model exists. Null for what has no address: a difference (take those of the trace and of `untouched`), and a request that does not fit in one, with large drawn images (take base64).',
  })
  npyUrl!: string | null;

  @Field(() => GraphQLBase64, {
    description:
      'The cells alone as a PNG, each number a square: the first axis downwards, channels from left to right. Gates and probabilities run from dark at 0 to light at 1, other numbers from blue over grey at 0 to yellow.',
  })
  png!: Uint8Array;

  @Field(() => String, {
    description:
      'A heat map as SVG: steps downwards, labelled axes, a colour bar, and the image beside the steps; channels each by itself. The same text as `heatMap.svg`, for who wants nothing else.',
  })
  svg!: string;

  @Field(() => Picture, { description: 'The heat map of `svg`, as SVG or PNG.' })
  heatMap!: Picture;
}
