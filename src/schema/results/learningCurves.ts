import { ArgsType, Field, ID } from 'type-graphql';

import { curveLimits } from '../../service/limits/requestLimits.ts';
import { CurveArguments } from '../runs/run.ts';

@ArgsType()
export class LearningCurvesArguments extends CurveArguments {
  @Field(() => [ID], {
    description: `Global ids of 1 to ${curveLimits.curves} different runs; the slug of a model stands for the run that made it.`,
  })
  runs!: string[];
}
