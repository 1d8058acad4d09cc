import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { idxLimits } from '../../data/idx.ts';
import {
  drawingImage,
  drawnPicture,
  exampleImage,
  pixelImage,
  pngImage,
  type ImageSize,
  type InputImage,
} from '../../data/inputImage.ts';
import { MNIST } from '../../data/mnist.ts';
import { decodeDrawnPng } from '../../formats/png.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import type { Drawing, ImageSource } from './reading.ts';
import type { ImageNames } from './readingNames.ts';
import type { TraceSubject } from './traceSubject.ts';

/**
 * @param subject what shall read it, or null to only look at it
 * @throws GatescopeError INVALID_IMAGE, EXAMPLE_NOT_FOUND, DATASET_NOT_FOUND or DATASET_BROKEN
 */
export async function openImage(
  catalog: DatasetCatalog,
  source: ImageSource,
  subject: TraceSubject | null,
  names: ImageNames,
): Promise<InputImage> {
  const { image, argument } = await opened(catalog, source, subject, names);
  if (subject !== null) checkReadable(subject.network, image, argument);
  return image;
}

/** The image, and the argument to blame where the subject cannot read it. */
async function opened(
  catalog: DatasetCatalog,
  source: ImageSource,
  subject: TraceSubject | null,
  names: ImageNames,
): Promise<{ image: InputImage; argument: string }> {
  if ('index' in source) {
    const name = source.dataset ?? subject?.dataset.name ?? MNIST;
    const dataset = await catalog.load(name, names.dataset);
    const image = exampleImage(dataset, source.split, source.index, names.index);
    return { image, argument: names.dataset };
  }
  if ('drawing' in source) {
    const size = await expectedSize(catalog, subject);
    return openDrawing(source, size, names.drawing);
  }
  if ('pixels' in source) {
    const { pixels, columns } = source;
    const size =
      columns === null ? await expectedSize(catalog, subject) : { rows: idxLimits.rows, columns };
    return { image: pixelImage(pixels, size, names.pixels), argument: names.pixels };
  }
  const size = await expectedSize(catalog, subject);
  return { image: pngImage(source.png, size, names.png), argument: names.png };
}

function openDrawing(
  { drawing, ...choices }: Drawing,
  size: ImageSize,
  names: ImageNames['drawing'],
): { image: InputImage; argument: string } {
  const argument = 'png' in drawing ? names.png : names.pixels;
  const picture =
    'png' in drawing
      ? decodeDrawnPng(drawing.png, argument)
      : drawnPicture(drawing.pixels, drawing.columns ?? size.columns, argument);
  return { image: drawingImage(picture, choices, size, argument), argument };
}

/** What one may bring along is at most as large as the images that the network was trained on. */
async function expectedSize(catalog: DatasetCatalog, subject: TraceSubject | null) {
  return subject === null ? catalog.load(MNIST) : subject.network;
}
