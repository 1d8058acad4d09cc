import { ArgsType, Extensions, Field, Float, Int, ObjectType } from 'type-graphql';

import { resultLimits } from '../../service/limits/requestLimits.ts';
import { Architecture } from '../models/architecture.ts';
import { Run } from '../runs/run.ts';

@ArgsType()
export class ResultArguments {
  @Field(() => String, {
    nullable: true,
    defaultValue: 'mnist',
    description: 'Name of the data set. Runs count that trained on it as it is now.',
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

@ObjectType({ description: 'A figure of several runs that differ in their seed alone.' })
export class SeedFigures {
  @Field(() => Float, { description: 'Mean over the seeds that there are.' })
  mean!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Sample standard deviation over the seeds that there are; null for one.',
  })
  deviation!: number | null;

  @Field(() => [Float], {
    nullable: 'items',
    description: 'One for each seed, in the order asked for; null where there is no run.',
  })
  values!: (number | null)[];
}

@ObjectType({
  description:
    'How well an architecture does on the test split: its runs with default options and the seeds asked for that have succeeded; of several with one seed the newest.',
})
export class ArchitectureResult {
  @Field(() => Architecture, { description: 'What was trained.' })
  architecture!: Architecture;

  @Field(() => SeedFigures, {
    nullable: true,
    description: 'Softmax cross-entropy in nats, mean over the test examples; null without a run.',
  })
  crossEntropy!: SeedFigures | null;

  @Field(() => SeedFigures, {
    nullable: true,
    description: 'The part of the test examples classified correctly; null without a run.',
  })
  accuracy!: SeedFigures | null;

  @Field(() => [Run], {
    nullable: 'items',
    description: 'The run of each seed, in the order asked for; null where there is none.',
  })
  @Extensions({ mostItems: resultLimits.seeds })
  runs!: (Run | null)[];

  @Field(() => [Int], { description: 'Seeds asked for of which there is no run.' })
  missingSeeds!: number[];
}
