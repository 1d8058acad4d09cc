import { Field, Int } from 'type-graphql';

import { StepRange } from './stepRange.ts';

/** The argument `steps: StepRange`, as every field has it that gives activations. */
export const StepsField = (
  description = 'The steps to give; all when not given.',
): PropertyDecorator => Field(() => StepRange, { nullable: true, description });

/** The argument `units: [Int!]`, as every field has it that gives activations. */
export const UnitsField = (): PropertyDecorator =>
  Field(() => [Int], {
    nullable: true,
    description:
      'The units to give, counted from 0, each once, in this order; all when not given. An axis of classes is always given whole.',
  });
