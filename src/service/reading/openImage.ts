import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { idxLimits } from '../../data/idx.ts';
import {
  drawingImage,
  drawnPicture,
  exampleImage,
  pixelImage,
  pngImage,
  splicedImage,
  type ImageSize,
  type InputImage,
} from '../../data/inputImage.ts';
import { MNIST } from '../../data/mnist.ts';
import { decodeDrawnPng } from '../../formats/png.ts';
import { misfit } from '../../errors.ts';
import { checkReadable } from '../../inspection/networkInput.ts';
import type { Drawing, ImageSource, Splice, WholeSource } from './reading.ts';
import type { ImageNames, WholeNames } from './readingNames.ts';
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
  const { image, argument } =
    'splice' in source
      ? await openSplice(catalog, source, subject, names.splice)
      : await opened(catalog, source, subject, names);
  if (subject !== null) checkReadable(subject.network, image, argument);
  return image;
}

async function openSplice(
  catalog: DatasetCatalog,
  { splice }: Splice,
  subject: TraceSubject | null,
  names: ImageNames['splice'],
): Promise<{ image: InputImage; argument: string }> {
  const top = await opened(catalog, splice.top, subject, names.top);
  const bottom = await opened(catalog, splice.bottom, subject, names.bottom);
  if (top.image.columns !== bottom.image.columns) {
    const expected = `an image ${top.image.columns} pixels wide, as the one above it`;
    throw misfit('INVALID_IMAGE', bottom.argument, expected, `${bottom.image.columns}`);
  }
  const image = splicedImage(top.image, bottom.image, splice.atRow, names.atRow);
  return { image, argument: bottom.argument };
}

/** The image, and the argument to blame where the subject cannot read it. */
async function opened(
  catalog: DatasetCatalog,
  source: WholeSource,
  subject: TraceSubject | null,
  names: WholeNames,
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
  names: WholeNames['drawing'],
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
