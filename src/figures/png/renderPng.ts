import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import { invalidArgument } from '../../errors.ts';
import { packPng } from './packPng.ts';

/** The only fonts a picture is drawn with: those of the machine are not looked at. */
const fontFiles = ['400Regular', '400Regular_Italic', '700Bold'].map((style) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/arimo/${style}/Arimo_${style}.ttf`)),
);

export const renderLimits = { leastScale: 0.25, mostScale: 8, pixels: 67_108_864 } as const;

/**
 * A figure as a PNG, the same on every machine; drawn and compressed outside the event loop. Letters
 * that Arimo lacks (it has Latin, Greek, Cyrillic and Hebrew) appear as boxes.
 *
 * @param svg a figure of this folder
 * @param scale pixels of the PNG for one of the figure, 0.25 to 8
 * @throws GatescopeError INVALID_ARGUMENT for another scale, one that gives more than
 *   67,108,864 pixels, and text that is no figure
 */
export async function renderPng(
  svg: string,
  { scale }: { scale: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const { leastScale, mostScale, pixels: mostPixels } = renderLimits;
  if (!(scale >= leastScale && scale <= mostScale)) {
    throw invalidArgument('scale', `${leastScale} to ${mostScale}`, scale);
  }
  if (renderedPixels(svg, scale) > mostPixels) {
    throw invalidArgument('scale', `one that gives at most ${mostPixels} pixels`, scale);
  }
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Arimo' },
    fitTo: { mode: 'zoom', value: scale },
  });
  // Not image.asPng(), which compresses in the event loop.
  const { width, height, pixels } = image;
  return packPng({ width, height, channels: 4, rows: rowsOf(pixels, 4 * width) });
}

function* rowsOf(samples: Uint8Array, stride: number): Generator<Uint8Array> {
  for (let at = 0; at < samples.length; at += stride) yield samples.subarray(at, at + stride);
}

/**
 * How many pixels a figure's PNG has, about.
 *
 * @throws GatescopeError INVALID_ARGUMENT for text that is no figure
 */
export function renderedPixels(svg: string, scale: number): number {
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  if (width === undefined) throw invalidArgument('svg', 'a figure', svg);
  return Number(width) * Number(height) * scale ** 2;
}
