import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';

import { InterventionsField, PresetField } from '../traces/changesFields.ts';
import { ImageInput } from '../images/imageInput.ts';
import type { InterventionInput, PresetInput } from '../traces/interventionInput.ts';
import { Trace } from '../traces/trace.ts';

@ArgsType()
export class SnapshotArguments {
  @Field(() => ID, { description: 'Global id of the run.' })
  run!: string;

  @Field(() => Int, { description: 'Steps done, as a snapshot of the run has it.' })
  step!: number;
}

@ArgsType()
export class SnapshotTraceArguments {
  @Field(() => ImageInput, { description: 'The image to read, as wide as the network reads.' })
  image!: ImageInput;

  @InterventionsField()
  interventions?: InterventionInput[] | null;

  @PresetField()
  preset?: PresetInput | null;
}

@ObjectType({
  description:
    'The weights of a run on the way, to see how what a model does has formed. It stays when the run ends, and when its model is deleted.',
})
export class Snapshot {
  @Field(() => Int, {
    description: 'Steps done: 0 for the initial weights, those of the ended run for its last.',
  })
  step!: number;

  @Field(() => Trace, {
    description: 'All there is to see as a network with these weights reads an image.',
  })
  trace!: Trace;
}
