import { Args, Ctx, Query, Resolver } from 'type-graphql';

import { LearningCurvesArguments } from '../../schema/results/learningCurves.ts';
import { curveLimits } from '../../service/limits/requestLimits.ts';
import { Picture } from '../../schema/tensors/picture.ts';
import type { Context } from '../../service/context.ts';
import { cost, lengthOf, Priced } from '../cost.ts';
import type { LazyPicture } from '../../service/pictures/lazyPicture.ts';
import { learningCurvesPicture } from '../../service/results/learningCurvesPicture.ts';

@Resolver()
export class LearningCurvesResolver {
  @Query(() => Picture, {
    description:
      'The learning curves of several runs in one picture. A run that has no point yet appears only in the legend.',
  })
  @Priced({
    own: (argument) => cost.picture + cost.list * lengthOf(argument('runs'), curveLimits.curves),
  })
  learningCurves(
    @Args(() => LearningCurvesArguments) request: LearningCurvesArguments,
    @Ctx() context: Context,
  ): Promise<LazyPicture> {
    return learningCurvesPicture(context, request);
  }
}
