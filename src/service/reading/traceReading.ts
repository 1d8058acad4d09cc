import type { InputImage } from '../../data/inputImage.ts';
import { toGlobalId } from '../records/globalId.ts';
import type { ImageTrace } from './imageTrace.ts';
import type { ImageSource, Reading, SubjectName } from './reading.ts';
import type { TraceSubject } from './traceSubject.ts';

/** The reading that leads to a trace again, with everything told that may have been left to defaults. */
export function traceReading({
  subject,
  image,
  changes,
}: Pick<ImageTrace, 'subject' | 'image' | 'changes'>): Reading & { part: null } {
  return { subject: subjectName(subject), image: sourceOf(image), changes, part: null };
}

export function sourceOf({ example, pixels, columns }: InputImage): ImageSource {
  if (example === null) return { pixels, columns };
  return { dataset: example.dataset, split: example.split, index: example.index };
}

function subjectName({ source }: TraceSubject): SubjectName {
  if ('model' in source) return { model: source.model.slug };
  const { run, step } = source.snapshot;
  return { run: toGlobalId('Run', run.id), step };
}
