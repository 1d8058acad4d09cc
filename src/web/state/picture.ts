/** A part of a data set, as the API names it. */
export const splits = ['TRAIN', 'VALIDATION', 'TEST'] as const;
export type SplitName = (typeof splits)[number];

/** What is read: an image of a data set, one drawn by hand, or two images put together. */
export type Picture = Example | Drawing | Splice;

export interface Example {
  kind: 'example';
  dataset: string;
  split: SplitName;
  index: number;
}

/** 28 × 28 pixels, ink or none. */
export interface Drawing {
  kind: 'drawing';
  /** Row-major, eight pixels a byte and the first in the highest bit; base64url, 131 characters. */
  bits: string;
}

/** The rows of one image above `row`, those of the other from there on. */
export interface Splice {
  kind: 'splice';
  top: Example | Drawing;
  bottom: Example | Drawing;
  row: number;
}

/** What an image is called in the page. */
export function pictureName(picture: Picture): string {
  switch (picture.kind) {
    case 'example':
      return `${picture.dataset} ${picture.split.toLowerCase()} ${picture.index}`;
    case 'drawing':
      return 'a drawing';
    case 'splice':
      return `${pictureName(picture.top)} over ${pictureName(picture.bottom)}`;
  }
}

/** `mnist.test.182`, `draw.AAAA…`, or `over.14:mnist.test.1:mnist.test.2`. */
export function pictureText(picture: Picture): string {
  switch (picture.kind) {
    case 'example':
      return `${picture.dataset}.${picture.split.toLowerCase()}.${picture.index}`;
    case 'drawing':
      return `draw.${picture.bits}`;
    case 'splice':
      return `over.${picture.row}:${pictureText(picture.top)}:${pictureText(picture.bottom)}`;
  }
}

/** The image of a text; null where it is none. */
export function pictureFromText(text: string): Picture | null {
  const [first = '', top, bottom, ...more] = text.split(':');
  const row = /^over\.(\d{1,4})$/.exec(first)?.[1];
  if (row === undefined) return top === undefined ? plainPicture(first) : null;
  if (top === undefined || bottom === undefined || more.length > 0) return null;
  const parts = [plainPicture(top), plainPicture(bottom)] as const;
  if (parts[0] === null || parts[1] === null) return null;
  return { kind: 'splice', top: parts[0], bottom: parts[1], row: Number(row) };
}

const DRAWN = /^draw\.([A-Za-z0-9_-]{131})$/;
const TAKEN = /^([\w-][\w .-]*)\.(train|validation|test)\.(\d{1,9})$/;

function plainPicture(text: string): Example | Drawing | null {
  const bits = DRAWN.exec(text)?.[1];
  if (bits !== undefined) return { kind: 'drawing', bits };
  const [, dataset, split, index] = TAKEN.exec(text) ?? [];
  if (dataset === undefined || split === undefined) return null;
  return {
    kind: 'example',
    dataset,
    split: split.toUpperCase() as SplitName,
    index: Number(index),
  };
}
