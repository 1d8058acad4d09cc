import { ArgsType, Field, ID, Int } from 'type-graphql';

import { ImageInput } from './imageInput.ts';
import { StepRange } from './stepRange.ts';

@ArgsType()
export class ModelArguments {
  @Field(() => ID, { description: 'Slug or global id of the model.' })
  model!: string;
}

@ArgsType()
export class ImageArguments {
  @Field(() => ImageInput, { description: 'The image.' })
  image!: ImageInput;
}

@ArgsType()
export class TraceArguments {
  @Field(() => ImageInput, { description: 'The image to read, as wide as the model reads.' })
  image!: ImageInput;

  @Field(() => ID, { description: 'Slug or global id of the model.' })
  model!: string;
}

@ArgsType()
export class PredictionArguments extends TraceArguments {
  @Field(() => StepRange, { nullable: true, description: 'Which steps; all when not given.' })
  steps?: StepRange | null;
}

@ArgsType()
export class GatesArguments extends TraceArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'One step, 0 to the image’s rows − 1; all steps when not given.',
  })
  t?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The recurrent layer, from 0 at the input.',
  })
  layer!: number | null;
}

@ArgsType()
export class HiddenStatesArguments extends TraceArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The recurrent layer, from 0 at the input.',
  })
  layer!: number | null;

  @Field(() => StepRange, { nullable: true, description: 'Which steps; all when not given.' })
  steps?: StepRange | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Which units, from 0, each once, in this order; all when not given.',
  })
  units?: number[] | null;
}
