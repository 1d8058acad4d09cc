import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

import { largestImageScale } from '../../service/limits/requestLimits.ts';
import type { ImageWarning as Warning } from '../../data/imageWarnings.ts';
import { Split, type SplitName } from '../enums.ts';
import { ImageWarningCode } from './imageEnums.ts';
import { GraphQLBase64 } from '../scalars.ts';
import { Tensor } from '../tensors/tensor.ts';

@ArgsType()
export class PngArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 8,
    description: `Side of a pixel in the PNG, 1 to ${largestImageScale}, and less for a large image. A request gives at most 16,777,216 pixels of PNGs.`,
  })
  scale!: number | null;
}

@ObjectType({ description: 'The part of a drawing that holds its ink, in pixels of the drawing.' })
export class InkBox {
  @Field(() => Int, { description: 'First column.' })
  left!: number;

  @Field(() => Int, { description: 'First row.' })
  top!: number;

  @Field(() => Int, { description: 'Columns.' })
  width!: number;

  @Field(() => Int, { description: 'Rows.' })
  height!: number;
}

@ObjectType({ description: 'What was done to a drawing before a network reads it.' })
export class DrawingReport {
  @Field(() => Boolean, { description: 'Whether dark ink was made bright.' })
  inverted!: boolean;

  @Field(() => InkBox, {
    nullable: true,
    description:
      'The part that was cut out and scaled; null if nothing was, or if there is no ink.',
  })
  box!: InkBox | null;
}

@ObjectType({ description: 'A reason why reading the image shows little, though it can be read.' })
export class ImageWarning {
  @Field(() => ImageWarningCode, { description: 'The kind of warning.' })
  code!: Warning['code'];

  @Field(() => String, { description: 'What was found, and what to do about it.' })
  message!: string;
}

@ObjectType({ description: 'An image, which a network reads row by row from the top.' })
export class Image {
  @Field(() => String, {
    nullable: true,
    description: 'Its data set; null for an image given as pixels, PNG or drawing.',
  })
  dataset!: string | null;

  @Field(() => Split, {
    nullable: true,
    description: 'The split that it is from; null if it is from no data set.',
  })
  split!: SplitName | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the split, from 0; null if it is from no data set.',
  })
  index!: number | null;

  @Field(() => Int, { nullable: true, description: 'Its true class, where that is known.' })
  label!: number | null;

  @Field(() => DrawingReport, {
    nullable: true,
    description: 'What was done to a drawing; null for an image that was taken as it came.',
  })
  drawing!: DrawingReport | null;

  @Field(() => [ImageWarning], {
    description:
      'Warnings that the image is blank, or seems to be dark ink on light paper; empty if neither holds.',
  })
  warnings!: ImageWarning[];

  @Field(() => Int, {
    description: 'Number of rows. A network that reads row by row takes one step for each.',
  })
  rows!: number;

  @Field(() => Int, { description: 'Number of columns.' })
  columns!: number;

  @Field(() => Tensor, { description: 'Grey values in [0, 1], ink = 1: [row, column].' })
  pixels!: Tensor;

  @Field(() => Tensor, {
    description:
      '1 where a pixel is above 0.1, else 0: [row, column]. Models read these values unless they were trained with another threshold or on grey values.',
  })
  binarized!: Tensor;

  @Field(() => GraphQLBase64, {
    description: 'The grey values as a PNG, white ink on black, each pixel a square.',
  })
  png!: Uint8Array;
}
