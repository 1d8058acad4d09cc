import { ArgsType, Field, Int } from 'type-graphql';

import { StepsField, UnitsField } from './selectionFields.ts';
import type { StepRange } from './stepRange.ts';

@ArgsType()
export class SelectionArguments {
  @StepsField()
  steps?: StepRange | null;

  @UnitsField()
  units?: number[] | null;
}

@ArgsType()
export class GateArguments extends SelectionArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'One step, counted from 0, instead of `steps`.',
  })
  t?: number | null;
}

@ArgsType()
export class LayersArguments {
  @Field(() => [Int], {
    nullable: true,
    description:
      'The layers to give, counted from 0 at the input, each once, in this order; all when not given.',
  })
  layers?: number[] | null;
}

@ArgsType()
export class ActivationsArguments extends SelectionArguments {
  @Field(() => [String], {
    description: 'Names from activationNames, each once; the tensors come in this order.',
  })
  names!: string[];
}

@ArgsType()
export class UnitArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'The recurrent layer, from 0 at the input.',
  })
  layer!: number | null;

  @Field(() => Int, { description: 'The unit, from 0.' })
  unit!: number;
}

@ArgsType()
export class DifferenceFigureArguments extends SelectionArguments {
  @Field(() => String, { description: 'Name of the activation, from activationNames.' })
  name!: string;
}
