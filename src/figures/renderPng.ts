import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import { invalidArgument } from '../errors.ts';

/** The only fonts a picture is drawn with: those of the machine are not looked at. */
const fontFiles = ['400Regular', '400Regular_Italic', '700Bold'].map((style) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/arimo/${style}/Arimo_${style}.ttf`)),
);

export const renderLimits = { leastScale: 0.25, mostScale: 8, pixels: 67_108_864 } as const;

/**
 * A figure as a PNG, the same on every machine; drawn outside the event loop. Letters that Arimo
 * lacks (it has Latin, Greek, Cyrillic and Hebrew) appear as boxes.
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
  checkSize(svg, scale);
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Arimo' },
    fitTo: { mode: 'zoom', value: scale },
  });
  return new Uint8Array(image.asPng());
}

function checkSize(svg: string, scale: number): void {
  const { leastScale, mostScale, pixels } = renderLimits;
  if (!(scale >= leastScale && scale <= mostScale)) {
    throw invalidArgument('scale', `${leastScale} to ${mostScale}`, scale);
  }
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  if (width === undefined) throw invalidArgument('svg', 'a figure', svg);
  if (Number(width) * Number(height) * scale ** 2 > pixels) {
    throw invalidArgument('scale', `one that gives at most ${pixels} pixels`, scale);
  }
}
