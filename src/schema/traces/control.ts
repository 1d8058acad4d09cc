import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';

import { controlLimits } from '../../service/limits/requestLimits.ts';
import { StepPrediction } from './prediction.ts';

@ArgsType()
export class ControlArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: controlLimits.defaultSets,
    description: `How many random sets of units to draw, 1 to ${controlLimits.sets}.`,
  })
  count!: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: 'Of the random numbers: the same seed draws the same sets.',
  })
  seed!: number | null;
}

@ObjectType({ description: 'The same changes, made to a random set of as many units.' })
export class ControlSet {
  @Field(() => [[Int]], {
    description:
      'The units that each intervention changed in this set, for the interventions that name units, in their order.',
  })
  units!: number[][];

  @Field(() => StepPrediction, { description: 'The answer after the last row.' })
  prediction!: StepPrediction;

  @Field(() => Float, {
    description:
      'How far the probabilities moved from those of the untouched run: half the sum of the differences, 0 to 1.',
  })
  moved!: number;
}

@ObjectType({
  description:
    'Whether it matters which units are changed: the same interventions made to random sets of as many units. Each set is one random order of a layer’s units, so interventions that name the same units stay on the same ones; by chance a set may hold some that were named.',
})
export class Control {
  @Field(() => Int, { description: 'The seed of the random numbers.' })
  seed!: number;

  @Field(() => StepPrediction, { description: 'The answer without any change.' })
  untouched!: StepPrediction;

  @Field(() => StepPrediction, { description: 'The answer with the changes as they were named.' })
  changed!: StepPrediction;

  @Field(() => Float, {
    description:
      'How far these changes moved the probabilities, measured as in `ControlSet.moved`.',
  })
  moved!: number;

  @Field(() => Int, {
    description: 'How many of the sets moved the probabilities at least as far.',
  })
  movedAsFar!: number;

  @Field(() => [Int], { description: 'How many of the sets gave each class as the answer.' })
  answers!: number[];

  @Field(() => [ControlSet], { description: 'The sets in the order in which they were drawn.' })
  sets!: ControlSet[];
}
