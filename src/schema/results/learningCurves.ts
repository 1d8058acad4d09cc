import { ArgsType, Field, ID } from 'type-graphql';

import { CurveArguments } from '../runs/run.ts';

export const mostCurves = 24;

@ArgsType()
export class LearningCurvesArguments extends CurveArguments {
  @Field(() => [ID], {
    description: `Global ids of 1 to ${mostCurves} different runs; the slug of a model stands for the run that made it.`,
  })
  runs!: string[];
}
