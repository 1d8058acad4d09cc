import { Field, Float, InputType, Int } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';
import { GraphQLBase64 } from '../scalars.ts';

@InputType({ description: 'An image of a data set.' })
export class ExampleInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the data set. When not given: the one that the model was trained on, or `mnist` without a model.',
  })
  dataset?: string | null;

  @Field(() => Split, {
    nullable: true,
    defaultValue: Split.TEST,
    description: 'The part of the data set.',
  })
  split!: SplitName | null;

  @Field(() => Int, { description: 'Place in the split, 0 to its number of examples − 1.' })
  index!: number;
}

@InputType({
  description:
    'A drawing or photograph of a digit, either as pixels or as a PNG. It is prepared as the digits of MNIST were.',
})
export class DrawingInput {
  @Field(() => [Float], {
    nullable: true,
    description: 'Brightness in [0, 1], row-major [row, column].',
  })
  pixels?: number[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of columns of `pixels`. When not given: as many as in the images that the model reads.',
  })
  columns?: number;

  @Field(() => GraphQLBase64, {
    nullable: true,
    description:
      'A PNG file of at most 1024 × 1024 pixels. Transparent pixels are paper: white under dark ink, black under bright ink.',
  })
  png?: Uint8Array;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the ink is dark on light paper. When not given, it is taken to be so if the median brightness of the border is above 0.5.',
  })
  invert?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether to cut to the ink, scale it to 20 of 28 pixels with soft edges, and centre it by mass, as MNIST’s digits were; the paper becomes 0 and the darkest ink 1. If false, the drawing must have the size of the images that the model reads.',
  })
  fit!: boolean | null;
}

/** type-graphql knows no @oneOf: apiSchema.ts sets it on the built types. */
@InputType({
  description:
    'An image to put together with another: exactly one of an example, pixels, a PNG or a drawing.',
})
export class SplicedImageInput {
  @Field(() => ExampleInput, { nullable: true, description: 'An image of a data set.' })
  example?: ExampleInput;

  @Field(() => [Float], {
    nullable: true,
    description:
      'Pixels in [0, 1], ink = 1, row-major [row, column]. Fewer rows than the model was trained on are allowed: the image then ends early. There are as many columns as in the images that the model reads, or 28 without a model.',
  })
  pixels?: number[];

  @Field(() => GraphQLBase64, {
    nullable: true,
    description:
      'A PNG file. It must be as wide as the images that the model reads, or 28 pixels without a model. Light pixels are ink, as in MNIST: white ink on black paper.',
  })
  png?: Uint8Array;

  @Field(() => DrawingInput, {
    nullable: true,
    description: 'A drawing or photograph, of any size and on any paper.',
  })
  drawing?: DrawingInput;
}

@InputType({
  description: 'Two images of one width as one: the first rows of one above the others of another.',
})
export class SpliceInput {
  @Field(() => SplicedImageInput, { description: 'Whose first rows are taken.' })
  top!: SplicedImageInput;

  @Field(() => SplicedImageInput, { description: 'Whose other rows are taken, to its last.' })
  bottom!: SplicedImageInput;

  @Field(() => Int, {
    description: 'The first row that is the bottom image’s, from 1: so many rows are the top’s.',
  })
  atRow!: number;
}

@InputType({
  description:
    'An image to look at: exactly one of an example, pixels, a PNG, a drawing or a splice.',
})
export class ImageInput extends SplicedImageInput {
  @Field(() => SpliceInput, {
    nullable: true,
    description: 'The top of one image on the bottom of another.',
  })
  splice?: SpliceInput;
}
