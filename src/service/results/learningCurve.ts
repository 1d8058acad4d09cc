import { invalidArgument } from '../../errors.ts';
import { Metric, Split } from '../../schema/enums.ts';
import { curveLimits, type CurveArguments, type CurvePoint } from '../../schema/runs/run.ts';
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
  const maxPoints = request.maxPoints ?? curveLimits.defaultPoints;
  if (maxPoints < 2 || maxPoints > curveLimits.points) {
    throw invalidArgument('maxPoints', `a whole number from 2 to ${curveLimits.points}`, maxPoints);
  }
  if (split === Split.TRAIN && metric === Metric.ACCURACY) {
    throw invalidArgument(
      'metric',
      'CROSS_ENTROPY on TRAIN, where accuracy is not measured',
      metric,
    );
  }
  const points = await curvePoints.list(runId, split, maxPoints);
  return points.flatMap(({ step, crossEntropy, accuracy }) => {
    const value = metric === Metric.ACCURACY ? accuracy : crossEntropy;
    return value === null ? [] : [{ step, value }];
  });
}
