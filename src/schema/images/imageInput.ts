import { Field, Float, InputType, Int } from 'type-graphql';

import { Split, type SplitName } from '../enums.ts';
import { GraphQLBase64 } from '../scalars.ts';

@InputType({ description: 'An image of a data set.' })
export class ExampleInput {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the data set; when not given the model’s own, or mnist without a model.',
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

/** type-graphql knows no @oneOf: apiSchema.ts sets it on the built type. */
@InputType({
  description: 'An image to look at: exactly one of an example, pixels or a PNG.',
})
export class ImageInput {
  @Field(() => ExampleInput, { nullable: true, description: 'An image of a data set.' })
  example?: ExampleInput;

  @Field(() => [Float], {
    nullable: true,
    description:
      'Pixels in [0, 1], ink = 1, row-major [row, column]: k · columns of them are the first k rows. There are as many columns as the model reads, or 28 without a model.',
  })
  pixels?: number[];

  @Field(() => GraphQLBase64, {
    nullable: true,
    description:
      'A PNG file as wide as the model reads (28 without a model), its rows are the steps. Light is ink, as in MNIST: black paper, white ink.',
  })
  png?: Uint8Array;
}
