import { ArgsType, Extensions, Field, Float, Int, ObjectType } from 'type-graphql';

import { resultLimits } from '../../service/limits/requestLimits.ts';
import { Architecture } from '../models/architecture.ts';
import { Run } from '../runs/run.ts';

@ArgsType()
export class ResultArguments {
  @Field(() => String, {
    nullable: true,
    defaultValue: 'mnist',
    description: 'Name of the data set. Only runs that trained on its present contents count.',
  })
  dataset!: string | null;

  @Field(() => [Int], {
    nullable: true,
    defaultValue: [1],
    description: `Seeds of the runs to read, 1 to ${resultLimits.seeds} different ones. The zoo’s models have seed 1.`,
  })
  seeds!: number[] | null;
}

@ArgsType()
export class ArchitectureResultsArguments extends ResultArguments {
  @Field(() => [String], {
    description: `Slugs of the zoo’s architectures, 1 to ${resultLimits.architectures} different ones.`,
  })
  architectures!: string[];
}

@ObjectType({ description: 'One figure of several runs that differ only in their seeds.' })
export class SeedFigures {
  @Field(() => Float, { description: 'Mean over the seeds that have a run.' })
  mean!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Sample standard deviation over the seeds that have a run; null if only one has.',
  })
  deviation!: number | null;

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'The figure of each seed, in the order of the request; null for a seed without a run.',
  })
  values!: (number | null)[];
}

@ObjectType({
  description:
    'How well an architecture does on the test split. The figures are those of its succeeded runs with default options and the requested seeds. If several runs have the same seed, the newest counts.',
})
export class ArchitectureResult {
  @Field(() => Architecture, { description: 'The architecture that was trained.' })
  architecture!: Architecture;

  @Field(() => SeedFigures, {
    nullable: true,
    description:
      'Softmax cross-entropy in nats, averaged over the test examples; null without a run.',
  })
  crossEntropy!: SeedFigures | null;

  @Field(() => SeedFigures, {
    nullable: true,
    description:
      'The fraction of the test examples that is classified correctly; null without a run.',
  })
  accuracy!: SeedFigures | null;

  @Field(() => [Run], {
    nullable: 'items',
    description:
      'The run of each seed, in the order of the request; null for a seed without a run.',
  })
  @Extensions({ mostItems: resultLimits.seeds })
  runs!: (Run | null)[];

  @Field(() => [Int], { description: 'The requested seeds that have no run.' })
  missingSeeds!: number[];
}
