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
    description: 'Whether to show only the first five and the last five steps.',
  })
  ends!: boolean | null;
}

@ObjectType({
  description:
    'Numbers with a shape: float32, row-major. Nothing is computed if only name, shape, axes or npyUrl are asked for.',
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
      'The address of the same tensor as a NumPy .npy file, relative to the address of this server. It contains the whole request, so it stays valid while the model exists. It is null in two cases: for a difference (use the addresses from the trace and from `untouched`), and for a request too long for an address, as with large drawn images (use base64).',
  })
  npyUrl!: string | null;

  @Field(() => GraphQLBase64, {
    description:
      'The numbers as a PNG without axes or labels. Each number is a square; the first axis goes downwards, channels from left to right. Gates and probabilities run from dark at 0 to light at 1, other numbers from blue over grey at 0 to yellow.',
  })
  png!: Uint8Array;

  @Field(() => String, {
    description:
      'A heat map as SVG: steps downwards, labelled axes, a colour bar, and the image beside the steps. Each channel has its own map. The text is the same as that of `heatMap.svg`.',
  })
  svg!: string;

  @Field(() => Picture, { description: 'The heat map of `svg`, as SVG or PNG.' })
  heatMap!: Picture;
}
