import type { Engine, EvaluationResult, SessionRequest } from '../engines/engine.ts';
import { initialParameters } from '../networks/initialParameters.ts';
import { TrainingCourse } from './trainingCourse.ts';
import type { TrainingEvent } from './trainingEvents.ts';
import type { TrainingRequest } from './trainingRequest.ts';

/**
 * Trains a network and tells how it goes. What comes out depends on the request and the engine
 * alone: not on time, on how steps are grouped, or on where it was resumed.
 *
 * Without a resume point the first event is the `checkpoint` of step 0, with the initial parameters.
 * The last event is `evaluated` at the last step, which comes early where patience ends the run, unless
 * `signal` was aborted: then it is a `checkpoint` of the steps done.
 *
 * @throws GatescopeError TRAINING_DIVERGED with the step at which a loss was not finite
 */
export async function* train(
  engine: Engine,
  request: TrainingRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent> {
  const { network, data, options, resume } = request;
  const common = { network, data, optimizer: options };
  const session = await engine.open({
    ...common,
    parameters: resume?.parameters ?? initialParameters(network, options.seed),
    ...(resume && { optimizerState: resume }),
  });
  const evaluateTest = (parameters: Float32Array) =>
    testEvaluation(engine, { ...common, parameters }, signal);
  try {
    yield* new TrainingCourse(session, request, evaluateTest).run(signal);
  } finally {
    await session.close();
  }
}

/** Of weights that the training has left behind; null when `signal` was aborted. */
async function testEvaluation(
  engine: Engine,
  request: SessionRequest,
  signal: AbortSignal,
): Promise<EvaluationResult | null> {
  const session = await engine.open(request);
  try {
    return await session.evaluate('TEST', signal);
  } finally {
    await session.close();
  }
}
