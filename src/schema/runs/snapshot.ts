import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';

import { InterventionsField, PresetField } from '../traces/changesFields.ts';
import { ImageInput } from '../images/imageInput.ts';
import type { InterventionInput, PresetInput } from '../traces/interventionInput.ts';
import { Trace } from '../traces/trace.ts';

@ArgsType()
export class SnapshotArguments {
  @Field(() => ID, { description: 'Global id of the run.' })
  run!: string;

  @Field(() => Int, { description: 'The steps done when the snapshot was taken.' })
  step!: number;
}

@ArgsType()
export class SnapshotTraceArguments {
  @Field(() => ImageInput, {
    description:
      'The image to read. It must have as many columns as the images that the network reads.',
  })
  image!: ImageInput;

  @InterventionsField()
  interventions?: InterventionInput[] | null;

  @PresetField()
  preset?: PresetInput | null;
}

@ObjectType({
  description:
    'The weights of a run at one step, kept to show how the network learned. A snapshot stays when the run ends, and when its model is deleted.',
})
export class Snapshot {
  @Field(() => Int, {
    description:
      'Steps done when it was taken: 0 for the initial weights, all steps of the run for its last snapshot.',
  })
  step!: number;

  @Field(() => Trace, {
    description:
      'Everything that can be seen inside a network with these weights as it reads an image.',
  })
  trace!: Trace;
}
