import { learningCurvesSvg, type LearningCurvesFigure } from '../../figures/learningCurvesSvg.ts';
import { Metric, Split } from '../../schema/enums.ts';
import { mostCurves, type LearningCurvesArguments } from '../../schema/results/learningCurves.ts';
import type { Context } from '../context.ts';
import { differentItems } from '../limits/differentItems.ts';
import { LazyPicture } from '../pictures/lazyPicture.ts';
import { learningCurve } from './learningCurve.ts';
import { curveNames } from './curveNames.ts';
import { findRuns } from './findRuns.ts';

/** @throws GatescopeError INVALID_ARGUMENT, RUN_NOT_FOUND */
export async function learningCurvesPicture(
  { services, drawings }: Pick<Context, 'services' | 'drawings'>,
  request: LearningCurvesArguments,
): Promise<LazyPicture> {
  const limits = { least: 1, most: mostCurves };
  const { curvePoints, models } = services.store;
  const runs = await findRuns(services.store, differentItems('runs', request.runs, 'runs', limits));
  const names = curveNames(runs, await models.ofRuns(runs.map(({ id }) => id)));
  const curves = await Promise.all(
    runs.map(async ({ id }, n) => ({
      name: names[n] as string,
      points: await learningCurve(curvePoints, id, request),
    })),
  );
  const datasets = runs.map(({ dataset }) => dataset.name);
  const points = curves.reduce((sum, curve) => sum + curve.points.length, 0);
  return new LazyPicture({ kind: 'learningCurves', request }, () =>
    drawings.svg('maxPoints', points, () =>
      learningCurvesSvg({ ...caption(request, datasets), curves }),
    ),
  );
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
