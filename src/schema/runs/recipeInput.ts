import { Field, Float, InputType, Int } from 'type-graphql';

import {
  recipeLimits,
  type CellName,
  type HeadName,
  type Initialization as InitializationName,
} from '../../networks/recipe.ts';
import { Cell, Head, Initialization } from '../enums.ts';

@InputType({ description: 'The form of a recurrent network of one’s own.' })
export class RecipeInput {
  @Field(() => Cell, { description: 'The recurrent cell.' })
  cell!: CellName;

  @Field(() => Int, { description: `Units of each layer, 1 to ${recipeLimits.units}.` })
  units!: number;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: `Recurrent layers, 1 to ${recipeLimits.layers}.`,
  })
  layers!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'GRU only: whether r acts after the matrix product (true, the default) or before it.',
  })
  resetAfter?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: `LSTM only: where the forget gate’s bias starts, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
  })
  forgetBias?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `GRU only: where the biases of both gates start, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
  })
  gateBias?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'LSTM only: recurrent batch normalization with statistics of each step, arXiv 1603.09025; false when not given. Not on the NATIVE engine.',
  })
  batchNormalization?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether an affine map takes each row to the unit count first; false when not given.',
  })
  inputProjection?: boolean | null;

  @Field(() => Head, {
    nullable: true,
    description: 'What reads the hidden state. When not given: RESULTS, or AFFINE for NEXT_PIXEL.',
  })
  head?: HeadName | null;

  @Field(() => Initialization, {
    nullable: true,
    description:
      'How the weights start; GLOROT when not given. With ZERO_CELL there is no forgetBias or gateBias.',
  })
  initialization?: InitializationName | null;
}
