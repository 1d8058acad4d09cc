import { Args, Ctx, Query, Resolver } from 'type-graphql';

import { learningCurvesSvg, type LearningCurvesFigure } from '../../figures/learningCurvesSvg.ts';
import { Metric, Split } from '../../schema/enums.ts';
import { LearningCurvesArguments, mostCurves } from '../../schema/results/learningCurves.ts';
import { Picture } from '../../schema/tensors/picture.ts';
import type { Context } from '../context.ts';
import { cost, lengthOf, Priced } from '../cost.ts';
import { differentItems } from '../differentItems.ts';
import { learningCurve } from '../runs/learningCurve.ts';
import { curveNames } from './curveNames.ts';
import { findRuns } from './findRuns.ts';

@Resolver()
export class LearningCurvesResolver {
  @Query(() => Picture, {
    description:
      'The learning curves of several runs in one picture. A run without a point yet is in the legend alone.',
  })
  @Priced({ own: (argument) => cost.picture + cost.list * lengthOf(argument('runs'), mostCurves) })
  async learningCurves(
    @Args(() => LearningCurvesArguments) request: LearningCurvesArguments,
    @Ctx() { services, drawings }: Context,
  ): Promise<Pick<Picture, 'svg'>> {
    const limits = { least: 1, most: mostCurves };
    const { curvePoints } = services.store;
    const runs = await findRuns(
      services.store,
      differentItems('runs', request.runs, 'runs', limits),
    );
    const names = curveNames(runs);
    const curves = await Promise.all(
      runs.map(async ({ id }, n) => ({
        name: names[n] as string,
        points: await learningCurve(curvePoints, id, request),
      })),
    );
    const figure = {
      ...caption(
        request,
        runs.map(({ dataset }) => dataset.name),
      ),
      curves,
    };
    const points = curves.reduce((sum, curve) => sum + curve.points.length, 0);
    return { svg: await drawings.svg('maxPoints', points, () => learningCurvesSvg(figure)) };
  }
}

function caption(
  { split, metric }: LearningCurvesArguments,
  datasets: readonly string[],
): Omit<LearningCurvesFigure, 'curves'> {
  const accuracy = (metric ?? Metric.ACCURACY) === Metric.ACCURACY;
  const valueLabel = `${(split ?? Split.TEST).toLowerCase()} ${accuracy ? 'accuracy' : 'cross-entropy'}`;
  return {
    title: `Learning curves: ${valueLabel} on ${[...new Set(datasets)].join(', ')}`,
    metric: accuracy ? 'accuracy' : 'crossEntropy',
    valueLabel,
  };
}
