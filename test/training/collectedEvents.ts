import type { Engine } from '../../src/engines/engine.ts';
import { train } from '../../src/training/trainer.ts';
import type { TrainingRequest } from '../../src/training/trainingRequest.ts';
import type { TrainingEvent } from '../../src/training/trainingEvents.ts';

export type Evaluated = Extract<TrainingEvent, { kind: 'evaluated' }>;
export type Last = Extract<Evaluated, { last: true }>;

/** @param stopAfter the training is stopped once that many steps are done */
export async function collectEvents(
  engine: Engine,
  request: TrainingRequest,
  stopAfter = Infinity,
): Promise<TrainingEvent[]> {
  const stop = new AbortController();
  const collected: TrainingEvent[] = [];
  for await (const event of train(engine, request, stop.signal)) {
    collected.push(event);
    if (event.step >= stopAfter) stop.abort();
  }
  return collected;
}

export function evaluations(all: readonly TrainingEvent[]): Evaluated[] {
  return all.filter((event): event is Evaluated => event.kind === 'evaluated');
}

export function lastOf(all: readonly TrainingEvent[]): Last {
  const last = evaluations(all).at(-1);
  if (last?.last !== true) throw new Error('it did not come to its end');
  return last;
}

/** Every curve point by split and step; the later of two wins, as when they are stored. */
export function curve(all: readonly TrainingEvent[]) {
  const points = evaluations(all).flatMap(({ curvePoints }) => curvePoints);
  return new Map(points.map((point) => [`${point.split} ${point.step}`, point]));
}
