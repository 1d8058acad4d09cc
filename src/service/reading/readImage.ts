import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { exampleImage, pixelImage, pngImage, type InputImage } from '../../data/inputImage.ts';
import { misfit } from '../../errors.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import { Split } from '../../schema/enums.ts';
import type { ExampleInput, ImageInput } from '../../schema/images/imageInput.ts';
import type { TraceSubject } from './traceSubject.ts';

const DEFAULT_DATASET = 'mnist';

/**
 * The image that a request means.
 *
 * @param subject what shall read it, or null to only look at it
 * @param argument where it came from, to name it in errors
 * @throws GatescopeError INVALID_IMAGE, EXAMPLE_NOT_FOUND, DATASET_NOT_FOUND or DATASET_BROKEN
 */
export async function readImage(
  catalog: DatasetCatalog,
  input: ImageInput,
  subject: TraceSubject | null,
  argument = 'image',
): Promise<InputImage> {
  const { image, part } = await given(catalog, input, subject, argument);
  if (subject !== null) checkReadable(subject.network, image, part);
  return image;
}

/** The image, and the part of the argument that it came in. */
async function given(
  catalog: DatasetCatalog,
  { example, pixels, png }: ImageInput,
  subject: TraceSubject | null,
  argument: string,
): Promise<{ image: InputImage; part: string }> {
  if (example) {
    const image = await exampleOf(catalog, example, subject, `${argument}.example`);
    return { image, part: `${argument}.example.dataset` };
  }
  // What one may bring along is at most as large as the images that the network was trained on.
  const size = subject === null ? await catalog.load(DEFAULT_DATASET) : subject.network;
  const part = `${argument}.${pixels ? 'pixels' : 'png'}`;
  if (pixels) return { image: pixelImage(pixels, size, part), part };
  if (png) return { image: pngImage(png, size, part), part };
  throw misfit('INVALID_IMAGE', argument, 'an example, pixels or png', 'none');
}

async function exampleOf(
  catalog: DatasetCatalog,
  { dataset, split, index }: ExampleInput,
  subject: TraceSubject | null,
  argument: string,
): Promise<InputImage> {
  const name = dataset ?? subject?.dataset.name ?? DEFAULT_DATASET;
  const found = await catalog.load(name, `${argument}.dataset`);
  return exampleImage(found, split ?? Split.TEST, index, `${argument}.index`);
}
