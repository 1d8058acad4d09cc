/** A picture of ink, of any size. */
export interface GreyPicture {
  width: number;
  height: number;
  /** Brightness from 0 to 1, row-major [height, width]. */
  grey: Float32Array;
}

export interface DrawingChoices {
  /** Whether the ink is dark on light paper; null to judge by the border. */
  invert: boolean | null;
  /** Whether to cut to the ink, scale and centre as MNIST's digits were. */
  fit: boolean;
}

/** What was done to a drawing. */
export interface DrawingReport {
  inverted: boolean;
  /** The part of the drawing that holds the ink and was scaled; null when nothing was, or nothing is there. */
  box: InkBox | null;
}

export interface InkBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** MNIST's digits fill 20 of 28 pixels: this share of the shorter side. */
const BOX_SHARE = 20 / 28;
/** Of the ink's own range: what is fainter is paper. */
const FAINTEST_INK = 0.1;
const LIGHT_PAPER = 0.5;

/**
 * Makes of a drawing what MNIST would have made of it: bright ink on black, and with `fit` the ink
 * scaled to a box of 20 × 20 pixels, keeping its aspect and with soft edges, its centre of mass in the
 * middle of the image (LeCun, Cortes and Burges, "The MNIST database").
 *
 * @param rows and columns of the result; without `fit` they are the picture's own
 */
export function fitDrawing(
  picture: GreyPicture,
  { invert, fit }: DrawingChoices,
  { rows, columns }: { rows: number; columns: number },
): { pixels: Float32Array<ArrayBuffer>; report: DrawingReport } {
  const inverted = invert ?? paperOf(picture) > LIGHT_PAPER;
  const ink = Float32Array.from(picture.grey, (grey) => (inverted ? 1 - grey : grey));
  if (!fit) return { pixels: ink, report: { inverted, box: null } };
  const clean = withoutPaper({ ...picture, grey: ink });
  const box = inkBox(clean);
  const pixels = new Float32Array(rows * columns);
  if (box !== null) placeByMass(scaled(clean, box, { rows, columns }), pixels, { rows, columns });
  return { pixels, report: { inverted, box } };
}

/** The median brightness of the border, where there is hardly ever ink. */
function paperOf({ width, height, grey }: GreyPicture): number {
  const border = grey.filter((_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return row === 0 || row === height - 1 || column === 0 || column === width - 1;
  });
  return border.sort()[border.length >> 1] ?? 0;
}

/** The ink from 0 to 1: what is as bright as the paper is 0, the brightest is 1. */
function withoutPaper(picture: GreyPicture): GreyPicture {
  const paper = paperOf(picture);
  const range = picture.grey.reduce((most, value) => Math.max(most, value), 0) - paper;
  if (range <= 0) return { ...picture, grey: new Float32Array(picture.grey.length) };
  return { ...picture, grey: picture.grey.map((value) => Math.max(0, (value - paper) / range)) };
}

function inkBox({ width, height, grey }: GreyPicture): InkBox | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  grey.forEach((value, at) => {
    if (value < FAINTEST_INK) return;
    const [row, column] = [Math.floor(at / width), at % width];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  });
  if (right < 0) return null;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The box at the size that it has in the result: the longer side fills MNIST's share. */
function scaled(
  { width, grey }: GreyPicture,
  box: InkBox,
  { rows, columns }: { rows: number; columns: number },
): GreyPicture {
  const longest = Math.max(1, Math.round(Math.min(rows, columns) * BOX_SHARE));
  const scale = longest / Math.max(box.width, box.height);
  const size = {
    width: Math.max(1, Math.round(box.width * scale)),
    height: Math.max(1, Math.round(box.height * scale)),
  };
  const horizontally = coverages(box.width, size.width);
  const vertically = coverages(box.height, size.height);
  const pixels = new Float32Array(size.width * size.height);
  vertically.forEach((rowShares, row) => {
    horizontally.forEach((columnShares, column) => {
      let sum = 0;
      for (const [y, rowShare] of rowShares) {
        for (const [x, columnShare] of columnShares) {
          sum += rowShare * columnShare * grey[(box.top + y) * width + box.left + x]!;
        }
      }
      pixels[row * size.width + column] = sum;
    });
  });
  return { ...size, grey: pixels };
}

/** For each of `to` equal parts of a line of `from` pixels: which pixels it covers, and their shares. */
function coverages(from: number, to: number): [pixel: number, share: number][][] {
  const length = from / to;
  return Array.from({ length: to }, (_, part) => {
    const [begin, end] = [part * length, (part + 1) * length];
    const shares: [number, number][] = [];
    for (let pixel = Math.floor(begin); pixel < Math.min(from, Math.ceil(end)); pixel++) {
      shares.push([pixel, (Math.min(end, pixel + 1) - Math.max(begin, pixel)) / length]);
    }
    return shares;
  });
}

/**
 * Writes the digit where its centre of mass is nearest to the pixel in the middle, (14, 14) of 28 × 28,
 * as far as it stays whole. All of MNIST's test digits lie so.
 */
function placeByMass(
  digit: GreyPicture,
  pixels: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): void {
  const { width, height, grey } = digit;
  let [mass, across, down] = [0, 0, 0];
  grey.forEach((value, at) => {
    mass += value;
    across += value * (at % width);
    down += value * Math.floor(at / width);
  });
  const left = within(Math.round(columns / 2 - across / mass), columns - width);
  const top = within(Math.round(rows / 2 - down / mass), rows - height);
  for (let row = 0; row < height; row++) {
    const line = grey.subarray(row * width, (row + 1) * width);
    pixels.set(line, (top + row) * columns + left);
  }
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
