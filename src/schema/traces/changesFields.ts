import { Field } from 'type-graphql';

import { InterventionInput, PresetInput } from './interventionInput.ts';

/** The argument `interventions: [InterventionInput!]`, as every field has it that gives a trace. */
export const InterventionsField = (): PropertyDecorator =>
  Field(() => [InterventionInput], {
    nullable: true,
    description:
      'What to change on the way, in this order. The trace is then that of the changed run; `untouched` and `difference` compare it with the run as it is.',
  });

/** The argument `preset: PresetInput` beside it. */
export const PresetField = (): PropertyDecorator =>
  Field(() => PresetInput, {
    nullable: true,
    description: 'A named experiment instead of interventions; `claims` says what it shows.',
  });
