import { Field } from 'type-graphql';

import { InterventionInput, PresetInput } from './interventionInput.ts';

/** The argument `interventions: [InterventionInput!]`, as every field has it that gives a trace. */
export const InterventionsField = (): PropertyDecorator =>
  Field(() => [InterventionInput], {
    nullable: true,
    description:
      'Changes to gates and states, applied in this order. The trace then shows the changed reading; `untouched` and `difference` compare it with the reading without changes.',
  });

/** The argument `preset: PresetInput` beside it. */
export const PresetField = (): PropertyDecorator =>
  Field(() => PresetInput, {
    nullable: true,
    description:
      'A named experiment, instead of `interventions`. `claims` then says what it shows.',
  });
