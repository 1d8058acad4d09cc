import { invalidArgument } from '../../errors.ts';
import { Metric, Split } from '../../schema/enums.ts';
import type { CurveArguments, CurvePoint } from '../../schema/runs/run.ts';
import type { Store } from '../../store/store.ts';

/**
 * @throws GatescopeError INVALID_ARGUMENT, naming `maxPoints`, or `metric` for the accuracy on TRAIN
 */
export async function learningCurve(
  curvePoints: Store['curvePoints'],
  runId: string,
  request: CurveArguments,
): Promise<CurvePoint[]> {
  const split = request.split ?? Split.TEST;
  const metric = request.metric ?? Metric.ACCURACY;
  const maxPoints = request.maxPoints ?? Infinity;
  if (maxPoints < 2) {
    throw invalidArgument('maxPoints', 'a whole number from 2', maxPoints);
  }
  if (split === Split.TRAIN && metric === Metric.ACCURACY) {
    throw invalidArgument(
      'metric',
      'CROSS_ENTROPY on TRAIN, where accuracy is not measured',
      metric,
    );
  }
  const measured = await curvePoints.list(runId, split);
  const points = measured.flatMap(({ step, crossEntropy, accuracy }) => {
    const value = metric === Metric.ACCURACY ? accuracy : crossEntropy;
    return value === null ? [] : [{ step, value }];
  });
  return thinned(points, maxPoints);
}

/** At most so many, evenly spread: the first, the last and others between. */
export function thinned<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const stride = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, n) => points[Math.round(n * stride)] as Point);
}
