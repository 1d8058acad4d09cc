import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { exampleImage, pixelImage, pngImage, type InputImage } from '../../data/inputImage.ts';
import { misfit } from '../../errors.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import { Split } from '../../schema/enums.ts';
import type { ExampleInput, ImageInput } from '../../schema/images/imageInput.ts';
import type { TraceSubject } from '../traces/traceSubject.ts';

const DEFAULT_DATASET = 'mnist';

/**
 * The image that a request means.
 *
 * @param subject what shall read it, or null to only look at it
 * @throws GatescopeError INVALID_IMAGE, EXAMPLE_NOT_FOUND or DATASET_NOT_FOUND, naming the argument
 */
export async function readImage(
  catalog: DatasetCatalog,
  input: ImageInput,
  subject: TraceSubject | null,
): Promise<InputImage> {
  const { image, argument } = await given(catalog, input, subject);
  if (subject !== null) checkReadable(subject.network, image, argument);
  return image;
}

/** The image, and what it came in. */
async function given(
  catalog: DatasetCatalog,
  { example, pixels, png }: ImageInput,
  subject: TraceSubject | null,
): Promise<{ image: InputImage; argument: string }> {
  if (example) {
    const image = await exampleOf(catalog, example, subject);
    return { image, argument: 'image.example.dataset' };
  }
  // What one may bring along is at most as large as the images that the network was trained on.
  const size = subject === null ? await catalog.load(DEFAULT_DATASET) : subject.network;
  if (pixels) return { image: pixelImage(pixels, size, 'image.pixels'), argument: 'image.pixels' };
  if (png) return { image: pngImage(png, size, 'image.png'), argument: 'image.png' };
  throw misfit('INVALID_IMAGE', 'image', 'an example, pixels or png', 'none');
}

async function exampleOf(
  catalog: DatasetCatalog,
  { dataset, split, index }: ExampleInput,
  subject: TraceSubject | null,
): Promise<InputImage> {
  const name = dataset ?? subject?.dataset.name ?? DEFAULT_DATASET;
  const found = await catalog.load(name, 'image.example.dataset');
  return exampleImage(found, split ?? Split.TEST, index, 'image.example.index');
}
