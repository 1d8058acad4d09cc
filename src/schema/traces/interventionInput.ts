import { Field, Float, InputType, Int } from 'type-graphql';

import type { PresetName } from '../../inspection/presets.ts';
import { Preset } from '../enums.ts';
import { ImageInput } from '../images/imageInput.ts';
import { StepRange } from './stepRange.ts';

@InputType({
  description:
    'A change to an activation of a recurrent layer, made after it is computed and before it is used. Give exactly one of `set`, `scale`, `complementOf` and `fromImage`. If several change the same activation, each acts on the result of the one before.',
})
export class InterventionInput {
  @Field(() => String, {
    description:
      'Canonical name, such as `layers.0.forgetGate`: a gate, candidate, cell or hidden state.',
  })
  activation!: string;

  @Field(() => StepRange, {
    nullable: true,
    description: 'The steps at which it acts; all when not given.',
  })
  steps?: StepRange | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'The units that it changes, counted from 0, each once; all when not given.',
  })
  units?: number[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value to hold it at; any finite number.',
  })
  set?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The factor to multiply it by; any finite number.',
  })
  scale?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Another gate of the same layer. The gate that is changed becomes 1 minus that one, such as f = 1 − i.',
  })
  complementOf?: string | null;

  @Field(() => ImageInput, {
    nullable: true,
    description:
      'Another image (activation patching). The activation takes the values that it has when the network reads that image, which must cover all steps that are changed.',
  })
  fromImage?: ImageInput | null;
}

@InputType({ description: 'A named set of interventions on every recurrent layer.' })
export class PresetInput {
  @Field(() => Preset, { description: 'The name of the experiment.' })
  name!: PresetName;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The first step at which they act. They act from there to the end.',
  })
  fromStep!: number | null;
}
