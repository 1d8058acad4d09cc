import { renderedPixels, renderPng } from '../../figures/png/renderPng.ts';
import type { Drawings } from '../limits/drawings.ts';
import type { LazyPicture } from './lazyPicture.ts';

/** @throws GatescopeError as drawing it does, QUERY_TOO_LARGE for too many pixels, BUSY */
export async function picturePng(
  picture: LazyPicture,
  scale: number,
  drawings: Drawings,
): Promise<Uint8Array> {
  const svg = await picture.svg();
  return drawings.png('scale', renderedPixels(svg, scale), () => renderPng(svg, { scale }));
}
