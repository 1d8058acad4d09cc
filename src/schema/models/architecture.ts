import { Field, Float, Int, ObjectType } from 'type-graphql';

import type {
  CellName,
  HeadName,
  Initialization as InitializationName,
} from '../../networks/recipe.ts';
import { Cell, Head, Initialization } from '../enums.ts';
import { Task } from './task.ts';

@ObjectType({
  description:
    'The form of a network, without weights: one from the zoo, or one that a user’s recipe describes.',
})
export class Architecture {
  @Field(() => String, {
    description: 'Short name, such as `gru-64`; trainModel takes it as `architecture`.',
  })
  slug!: string;

  @Field(() => String, { description: 'Readable name.' })
  title!: string;

  @Field(() => String, { description: 'What it is and where it comes from.' })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The paper that first described it; null if there is no single one.',
  })
  paper!: string | null;

  @Field(() => Task, { description: 'The task of a run that names this architecture and no task.' })
  task!: Task;

  @Field(() => [String], {
    description:
      'The equations that the network computes, one on each line. x is an image row or the hidden state of the layer below; x₀ is a whole image. h₋₁ is the hidden state of the step before. · is a matrix product, ∗ a convolution, and ∘ a product unit by unit.',
  })
  equations!: readonly string[];

  @Field(() => Cell, {
    nullable: true,
    description: 'The recurrent cell; null if the network is not recurrent.',
  })
  cell!: CellName | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of units in each recurrent layer; null if the network is not recurrent.',
  })
  units!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of recurrent layers; null if the network is not recurrent.',
  })
  layers!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'GRU only: true if the reset gate r acts after the matrix product, h̃ = tanh(Wx + b + r∘(Uh + bᵣ)); false if it acts before the product, h̃ = tanh(Wx + U(r∘h) + b).',
  })
  resetAfter!: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'LSTM only: the initial bias of the forget gate.',
  })
  forgetBias!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'GRU only: the initial bias of the update gate and of the reset gate.',
  })
  gateBias!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether an affine layer first maps each row to as many numbers as a layer has units.',
  })
  inputProjection!: boolean | null;

  @Field(() => Head, {
    nullable: true,
    description:
      'The dense layers that turn the last hidden state into logits; null if the network is not recurrent.',
  })
  head!: HeadName | null;

  @Field(() => Initialization, {
    nullable: true,
    description:
      'How the weights are initialized; null if the network is not recurrent. Such a network always starts with Glorot’s initialization.',
  })
  initialization!: InitializationName | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'LSTM only: whether the sums inside the gates, and the cell state, are batch-normalized, with statistics for each step.',
  })
  batchNormalization!: boolean | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Whole-image models only: the number of channels of each 3 × 3 convolution. ReLU and 2 × 2 max pooling follow each one. Null if the network is recurrent.',
  })
  convolutions!: readonly number[] | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Whole-image models only: the number of units in each dense ReLU layer before the logits. Null if the network is recurrent; `head` then names the dense layers.',
  })
  dense!: readonly number[] | null;

  @Field(() => Float, {
    description:
      'The default dropout of a run that names this architecture: a probability, 0 for no dropout.',
  })
  dropout!: number;

  @Field(() => Int, {
    description: 'Number of trained parameters, for images of 28 × 28 pixels and 10 classes.',
  })
  parameterCount!: number;
}
