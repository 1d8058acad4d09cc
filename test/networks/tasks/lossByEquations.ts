import { arrayOperations, matrix } from '../../../src/networks/arrayOperations.ts';
import { runNetwork } from '../../../src/networks/equations.ts';
import { matrixWeights } from '../../../src/networks/matrixWeights.ts';
import type { RecurrentNetwork } from '../../../src/networks/recipe.ts';
import { taskKindOf } from '../../../src/networks/tasks/taskOf.ts';

/**
 * The mean loss of images read pixel by pixel, all in double precision.
 *
 * @param images [batch, steps]
 * @returns with it the logits, [batch, step, output]
 */
export function lossByEquations(
  network: RecurrentNetwork,
  parameters: Float32Array,
  images: Uint8Array,
  labels: Uint8Array,
): { loss: number; logits: number[] } {
  const batch = labels.length;
  const steps = images.length / batch;
  const inputs = Array.from({ length: steps }, (_, step) =>
    matrix(
      batch,
      1,
      Array.from({ length: batch }, (_, n) => images[n * steps + step] as number),
    ),
  );
  const weights = matrixWeights(network, parameters);
  const answers = runNetwork(
    arrayOperations,
    network,
    weights,
    inputs,
    (_layer, _step, values) => values,
    () => undefined,
  );
  const at = (n: number, step: number) => {
    const { columns, values } = answers[step]!;
    return values.subarray(n * columns, (n + 1) * columns);
  };
  const { loss, answersAt } = taskKindOf(network);
  const losses = Array.from(labels, (label, n) => {
    if (answersAt === 'LAST_STEP') return loss(at(n, steps - 1), label);
    const each = inputs.slice(1).map((next, step) => loss(at(n, step), next.values[n]!));
    return each.reduce((sum, value) => sum + value, 0) / each.length;
  });
  const logits = Array.from(labels, (_, n) => inputs.flatMap((_input, step) => [...at(n, step)]));
  return { loss: losses.reduce((sum, value) => sum + value, 0) / batch, logits: logits.flat() };
}
