import { ArgsType, Field, ID, Int } from 'type-graphql';

import { InterventionsField, PresetField } from './changesFields.ts';
import { ImageInput } from '../images/imageInput.ts';
import type { InterventionInput, PresetInput } from './interventionInput.ts';
import { StepsField, UnitsField } from './selectionFields.ts';
import type { StepRange } from './stepRange.ts';

@ArgsType()
export class ModelArguments {
  @Field(() => ID, { description: 'Slug or global id of the model.' })
  model!: string;
}

@ArgsType()
export class ActivationNamesArguments extends ModelArguments {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether to list the parts of the sums inside gates and candidates too, after all other names.',
  })
  parts!: boolean | null;
}

@ArgsType()
export class ImageArguments {
  @Field(() => ImageInput, { description: 'The image.' })
  image!: ImageInput;
}

@ArgsType()
export class ReadingArguments {
  @Field(() => ImageInput, {
    description:
      'The image to read. It must have as many columns as the images that the model reads.',
  })
  image!: ImageInput;

  @Field(() => ID, { description: 'Slug or global id of the model.' })
  model!: string;
}

@ArgsType()
export class TraceArguments extends ReadingArguments {
  @InterventionsField()
  interventions?: InterventionInput[] | null;

  @PresetField()
  preset?: PresetInput | null;
}

@ArgsType()
export class TracesArguments {
  @Field(() => [ImageInput], { description: 'The images, at least one.' })
  images!: ImageInput[];

  @Field(() => [ID], { description: 'Slugs or global ids of the models, at least one.' })
  models!: string[];

  @InterventionsField()
  interventions?: InterventionInput[] | null;

  @PresetField()
  preset?: PresetInput | null;
}

@ArgsType()
export class PredictionArguments extends ReadingArguments {
  @StepsField()
  steps?: StepRange | null;
}

@ArgsType()
export class GatesArguments extends ReadingArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'One step, counted from 0; all steps when not given.',
  })
  t?: number | null;

  @StepsField('The steps to give, instead of `t`.')
  steps?: StepRange | null;

  @UnitsField()
  units?: number[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The recurrent layer, from 0 at the input.',
  })
  layer!: number | null;
}

@ArgsType()
export class HiddenStatesArguments extends ReadingArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The recurrent layer, from 0 at the input.',
  })
  layer!: number | null;

  @StepsField()
  steps?: StepRange | null;

  @UnitsField()
  units?: number[] | null;
}
