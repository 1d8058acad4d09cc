import { learningCurvesSvg, type LearningCurvesFigure } from '../../figures/learningCurvesSvg.ts';
import type { Context } from '../context.ts';
import { differentItems } from '../limits/differentItems.ts';
import { LazyPicture } from '../pictures/lazyPicture.ts';
import { curveLimits } from '../limits/requestLimits.ts';
import { learningCurve } from './learningCurve.ts';
import type { LearningCurvesRequest } from './resultRequest.ts';
import { curveNames } from './curveNames.ts';
import { findRuns } from './findRuns.ts';

/** @throws GatescopeError INVALID_ARGUMENT, RUN_NOT_FOUND */
export async function learningCurvesPicture(
  { services, drawings }: Pick<Context, 'services' | 'drawings'>,
  request: LearningCurvesRequest,
): Promise<LazyPicture> {
  const limits = { least: 1, most: curveLimits.curves };
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
  { split, metric }: LearningCurvesRequest,
  datasets: readonly string[],
): Omit<LearningCurvesFigure, 'curves'> {
  const accuracy = (metric ?? 'ACCURACY') === 'ACCURACY';
  const valueLabel = `${(split ?? 'TEST').toLowerCase()} ${accuracy ? 'accuracy' : 'cross-entropy'}`;
  return {
    title: `Learning curves: ${valueLabel} on ${[...new Set(datasets)].join(', ')}`,
    metric: accuracy ? 'accuracy' : 'crossEntropy',
    valueLabel,
  };
}
