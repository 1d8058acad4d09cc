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
    'A network’s form, without weights: one of the zoo’s, or one made from a recipe of the user’s own.',
})
export class Architecture {
  @Field(() => String, { description: 'Short name, such as `gru-64`; give it to trainModel.' })
  slug!: string;

  @Field(() => String, { description: 'Name for people.' })
  title!: string;

  @Field(() => String, { description: 'What it is and where it comes from.' })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where it was first described; null if there is no one place.',
  })
  paper!: string | null;

  @Field(() => Task, { description: 'What a run that trains it by name is for.' })
  task!: Task;

  @Field(() => [String], {
    description:
      'What it computes, a line for each equation. x is an image row or the hidden state of the layer below (x₀ is a whole image), h₋₁ is of the step before, · is a matrix product, ∗ a convolution, and ∘ acts unit by unit.',
  })
  equations!: readonly string[];

  @Field(() => Cell, { nullable: true, description: 'The cell; null if it is not recurrent.' })
  cell!: CellName | null;

  @Field(() => Int, { nullable: true, description: 'Units of each layer; null if not recurrent.' })
  units!: number | null;

  @Field(() => Int, { nullable: true, description: 'Recurrent layers; null if not recurrent.' })
  layers!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'GRU only: whether r acts after the matrix product, h̃ = tanh(Wx + b + r∘(Uh + bᵣ)), or before it, h̃ = tanh(Wx + U(r∘h) + b).',
  })
  resetAfter!: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'LSTM only: where the forget gate’s bias starts.',
  })
  forgetBias!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'GRU only: where the biases of both gates start.',
  })
  gateBias!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether an affine map takes each row to the unit count first.',
  })
  inputProjection!: boolean | null;

  @Field(() => Head, { nullable: true, description: 'What reads the last hidden state.' })
  head!: HeadName | null;

  @Field(() => Initialization, {
    nullable: true,
    description: 'How its weights start; null if it is not recurrent, which is then Glorot’s way.',
  })
  initialization!: InitializationName | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'LSTM only: whether the sums of the gates and the cell state are batch-normalized, with statistics of each step.',
  })
  batchNormalization!: boolean | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Whole-image models only: channels of each 3 × 3 convolution, each followed by ReLU and 2 × 2 max pooling; null if it is recurrent.',
  })
  convolutions!: readonly number[] | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Whole-image models only: units of each dense ReLU layer before the logits; null if it is recurrent, as `head` then says.',
  })
  dense!: readonly number[] | null;

  @Field(() => Float, {
    description:
      'The dropout of a run that trains it by name and asks for none: a probability, 0 for none.',
  })
  dropout!: number;

  @Field(() => Int, {
    description:
      'Trained numbers in it when it reads images of 28 × 28 and tells 10 classes apart.',
  })
  parameterCount!: number;
}
