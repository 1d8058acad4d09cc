import { Field, Float, InputType, Int } from 'type-graphql';

import {
  recipeLimits,
  type CellName,
  type HeadName,
  type Initialization as InitializationName,
} from '../../networks/recipe.ts';
import { Cell, Head, Initialization } from '../enums.ts';

@InputType({ description: 'The form of a recurrent network of your own.' })
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
      'GRU only: whether the reset gate acts after the matrix product (true, the default) or before it.',
  })
  resetAfter?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: `LSTM only: the initial bias of the forget gate, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
  })
  forgetBias?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `GRU only: the initial bias of the update gate and of the reset gate, -${recipeLimits.bias} to ${recipeLimits.bias}; 1 when not given.`,
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
      'Whether an affine layer first maps each row to as many numbers as a layer has units; false when not given.',
  })
  inputProjection?: boolean | null;

  @Field(() => Head, {
    nullable: true,
    description:
      'The dense layers that turn the hidden state into logits. When not given: RESULTS, or AFFINE for NEXT_PIXEL.',
  })
  head?: HeadName | null;

  @Field(() => Initialization, {
    nullable: true,
    description:
      'How the weights are initialized; GLOROT when not given. ZERO_CELL allows no forgetBias or gateBias.',
  })
  initialization?: InitializationName | null;
}
