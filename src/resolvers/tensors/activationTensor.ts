import { traceSubtitle } from '../pictures/traceCaption.ts';
import { select } from '../../inspection/selection.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import type { ImageTrace } from '../traces/imageTrace.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { everything, type CheckedSelection, type Steps } from '../traces/selection.ts';
import { imageAddress, subjectAddress, tensorUrl } from './tensorAddress.ts';

/** An activation as a Tensor, of which nothing is computed yet. */
export function activationTensor(
  trace: ImageTrace,
  { name, size, axis, range: values }: ActivationDescription,
  selection: CheckedSelection = everything,
): LazyTensor {
  const { steps } = selection;
  const units = axis === 'unit' ? selection.units : null;
  const range = stepRange(steps, trace.image.rows);
  const length = units?.length ?? size;
  const oneStep = typeof steps === 'number';
  return {
    name,
    shape: oneStep ? [length] : [range.to - range.from, length],
    axes: oneStep ? [axis] : ['step', axis],
    caption: {
      title: `${name} of ${trace.subject.title}`,
      subtitle: traceSubtitle(trace),
      range: values,
      firstStep: range.from,
      units: units ?? null,
      image: trace.image,
    },
    async read() {
      const whole = await trace.activation(name);
      return select(whole, { steps: range, units }).values;
    },
    npyUrl() {
      const { subject, image, changes } = trace;
      return tensorUrl({
        name,
        subject: subjectAddress(subject),
        image: imageAddress(image),
        steps,
        units,
        changes: changes?.input ?? null,
      });
    },
  };
}

function stepRange(steps: CheckedSelection['steps'], rows: number): Steps {
  if (steps === null) return { from: 0, to: rows };
  return typeof steps === 'number' ? { from: steps, to: steps + 1 } : steps;
}
