import { invalidArgument } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { curveLimits } from '../limits/requestLimits.ts';
import type { CurveRequest } from './resultRequest.ts';

export interface CurvePoint {
  /** Steps done. */
  step: number;
  value: number;
}

/**
 * @throws GatescopeError INVALID_ARGUMENT, naming `maxPoints`, or `metric` for the accuracy on TRAIN
 */
export async function learningCurve(
  curvePoints: Store['curvePoints'],
  runId: string,
  request: CurveRequest,
): Promise<CurvePoint[]> {
  const split = request.split ?? 'TEST';
  const metric = request.metric ?? 'ACCURACY';
  const maxPoints = request.maxPoints ?? curveLimits.defaultPoints;
  if (maxPoints < 2 || maxPoints > curveLimits.points) {
    throw invalidArgument('maxPoints', `a whole number from 2 to ${curveLimits.points}`, maxPoints);
  }
  if (split === 'TRAIN' && metric === 'ACCURACY') {
    throw invalidArgument(
      'metric',
      'CROSS_ENTROPY on TRAIN, where accuracy is not measured',
      metric,
    );
  }
  const points = await curvePoints.list(runId, split, maxPoints);
  return points.flatMap(({ step, crossEntropy, accuracy }) => {
    const value = metric === 'ACCURACY' ? accuracy : crossEntropy;
    return value === null ? [] : [{ step, value }];
  });
}
