import { Field, Float, InputType, Int } from 'type-graphql';

import type { PresetName } from '../../inspection/presets.ts';
import { Preset } from '../enums.ts';
import { ImageInput } from '../images/imageInput.ts';
import { StepRange } from './stepRange.ts';

@InputType({
  description:
    'A change to an activation of a recurrent layer, made where it is computed and before it is used. Exactly one of set, scale, complementOf and fromImage. Of several on one activation, the later acts on what the earlier made of it.',
})
export class InterventionInput {
  @Field(() => String, {
    description:
      'Canonical name, such as `layers.0.forgetGate`: a gate, candidate, cell or hidden state.',
  })
  activation!: string;

  @Field(() => StepRange, { nullable: true, description: 'At which steps; at all when not given.' })
  steps?: StepRange | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Which units, from 0, each once; all when not given.',
  })
  units?: number[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value to hold it at; any finite number.',
  })
  set?: number | null;

  @Field(() => Float, { nullable: true, description: 'A finite factor to multiply it with.' })
  scale?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Another gate of the same layer: a gate becomes 1 minus that one, such as f = 1 − i.',
  })
  complementOf?: string | null;

  @Field(() => ImageInput, {
    nullable: true,
    description:
      'Another image, with at least as many rows as the steps reach: the values that the activation has when the network reads that one (activation patching).',
  })
  fromImage?: ImageInput | null;
}

@InputType({ description: 'Interventions with a name, on every recurrent layer.' })
export class PresetInput {
  @Field(() => Preset, { description: 'Which.' })
  name!: PresetName;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The step from which they act, to the end.',
  })
  fromStep!: number | null;
}
