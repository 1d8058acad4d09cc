import { traceSubtitle } from '../pictures/traceCaption.ts';
import { select } from '../../inspection/selection.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { everything, type CheckedSelection } from '../reading/checkedSelection.ts';
import type { Steps } from '../reading/reading.ts';
import { traceReading } from '../reading/traceReading.ts';

/**
 * An activation as a Tensor, of which nothing is computed yet.
 *
 * @param selection from `activationSelection`, so of axes that the activation has
 */
export function activationTensor(
  trace: ImageTrace,
  description: ActivationDescription,
  selection: CheckedSelection = everything,
): LazyTensor {
  const { name, range: values } = description;
  const { steps } = selection;
  const units = description.axes.at(-1) === 'unit' ? selection.units : null;
  const range = stepRange(steps, trace.steps);
  const overSteps = description.axes[0] === 'step';
  return {
    name,
    ...selectedAxes(description, range, units, typeof steps === 'number'),
    caption: {
      title: `${name} of ${trace.subject.title}`,
      subtitle: traceSubtitle(trace),
      range: values,
      firstStep: overSteps ? range.from : 0,
      units: units ?? null,
      readBy: overSteps ? trace : null,
    },
    async read() {
      const whole = await trace.activation(name);
      return select(whole, overSteps ? { steps: range, units } : { units }).values;
    },
    reading: { ...traceReading(trace), part: { name, steps, units } },
  };
}

function selectedAxes(
  { axes, shape }: ActivationDescription,
  { from, to }: Steps,
  units: readonly number[] | null,
  oneStep: boolean,
): Pick<LazyTensor, 'axes' | 'shape'> {
  const lengths = shape.map((length, axis) => {
    if (length === null) return to - from;
    return axes[axis] === 'unit' ? (units?.length ?? length) : length;
  });
  const first = oneStep ? 1 : 0;
  return { axes: axes.slice(first), shape: lengths.slice(first) };
}

function stepRange(steps: CheckedSelection['steps'], rows: number): Steps {
  if (steps === null) return { from: 0, to: rows };
  return typeof steps === 'number' ? { from: steps, to: steps + 1 } : steps;
}
