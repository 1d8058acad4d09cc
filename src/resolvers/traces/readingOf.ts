import type { Reading, SubjectName } from '../../service/reading/reading.ts';
import { argumentNames, type ReadingNames } from '../../service/reading/readingNames.ts';
import { requestedChanges, type WrittenChanges } from '../../service/reading/writtenChanges.ts';
import { imageSource, type WrittenImage } from '../../service/reading/writtenImage.ts';

/**
 * The reading that arguments of GraphQL write, and where its parts came from.
 *
 * @param names of the arguments that the model and the image came in
 * @throws GatescopeError INVALID_ARGUMENT, INVALID_IMAGE
 */
export function readingOf(
  subject: SubjectName,
  { image, ...changes }: { image: WrittenImage } & WrittenChanges,
  names = { model: 'model', image: 'image' },
): [Reading, ReadingNames] {
  const reading = {
    subject,
    image: imageSource(image, names.image),
    changes: requestedChanges(changes),
    part: null,
  };
  return [reading, { model: names.model, image: argumentNames(names.image) }];
}
