import { Field, Float, Int, ObjectType } from 'type-graphql';

import type { CellName, HeadName } from '../../networks/recipe.ts';
import { Cell, Head } from '../enums.ts';

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

  @Field(() => Int, {
    description:
      'Trained numbers in it when it reads rows of 28 pixels and tells 10 classes apart.',
  })
  parameterCount!: number;
}
