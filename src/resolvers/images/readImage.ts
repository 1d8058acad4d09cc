import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import {
  exampleImage,
  pixelImage,
  pngImage,
  type ImageSize,
  type InputImage,
} from '../../data/inputImage.ts';
import { GatescopeError, misfit } from '../../errors.ts';
import { pngLimits } from '../../formats/png.ts';
import type { ExampleInput, ImageInput } from '../../schema/images/imageInput.ts';
import { Split } from '../../schema/enums.ts';
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
  { example, pixels, png }: ImageInput,
  subject: TraceSubject | null,
): Promise<InputImage> {
  if (example) return readExample(catalog, example, subject);
  const size = await drawingSize(catalog, subject);
  if (pixels) return pixelImage(pixels, size, 'image.pixels');
  if (png) return pngImage(png, size, 'image.png');
  throw misfit('INVALID_IMAGE', 'image', 'an example, pixels or png', 'none');
}

async function readExample(
  catalog: DatasetCatalog,
  { dataset, split, index }: ExampleInput,
  subject: TraceSubject | null,
): Promise<InputImage> {
  const name = dataset ?? subject?.dataset.name ?? DEFAULT_DATASET;
  const found = await catalog.load(name, 'image.example.dataset');
  const image = exampleImage(found, split ?? Split.TEST, index, 'image.example.index');
  if (subject !== null) checkWidth(image, subject, 'image.example.dataset');
  return image;
}

/** @throws GatescopeError INVALID_IMAGE unless the image is as wide as the model reads */
export function checkWidth(image: InputImage, { network }: TraceSubject, argument: string): void {
  if (image.columns === network.columns) return;
  const expected = `images ${network.columns} pixels wide, as the model reads`;
  throw misfit('INVALID_IMAGE', argument, expected, `${image.columns}`);
}

/** What one may bring along: at most an image of the data set that the network was trained on. */
async function drawingSize(
  catalog: DatasetCatalog,
  subject: TraceSubject | null,
): Promise<ImageSize> {
  if (subject === null) return catalog.load(DEFAULT_DATASET);
  const { columns } = subject.network;
  try {
    const { rows } = await catalog.load(subject.dataset.name);
    return { rows, columns };
  } catch (error) {
    // A network can be looked into where its data set is not at hand; its rows are not known then.
    if (error instanceof GatescopeError) return { rows: pngLimits.height, columns };
    throw error;
  }
}
