import { inkShare, MOSTLY_INK } from './inkShare.ts';

/** When each is given; the names are also the values of the GraphQL enum. */
export const imageWarningCodes = {
  EMPTY: 'No pixel is above 0.1, so there is nothing to read.',
  MOSTLY_INK: 'Most pixels are above 0.1: likely dark ink on light paper.',
} as const;

export type ImageWarningCode = keyof typeof imageWarningCodes;

export interface ImageWarning {
  code: ImageWarningCode;
  /** What was found, and what to do about it. */
  message: string;
}

/**
 * What makes it useless to have an image read, though it can be.
 *
 * @param pixels grey from 0 to 1, bright where there is ink
 */
export function imageWarnings(pixels: Float32Array): ImageWarning[] {
  const share = inkShare(pixels, 1);
  if (share === 0) {
    const message =
      'no pixel is above 0.1, so there is nothing to read: draw with bright ink on black, or send the image as a drawing, which finds its ink';
    return [{ code: 'EMPTY', message }];
  }
  if (share < MOSTLY_INK) return [];
  const message = `${Math.round(share * 100)} % of the pixels are above 0.1, where MNIST has bright ink on black: send the image as a drawing, with invert: true where the ink is dark`;
  return [{ code: 'MOSTLY_INK', message }];
}
