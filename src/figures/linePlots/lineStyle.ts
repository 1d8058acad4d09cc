/** Okabe and Ito's colours, which colour-blind readers tell apart, without the yellow. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#000000', '#e69f00', '#56b4e9'];
/** For readers in greyscale. */
const DASHES = [undefined, '7 3', '2 2.5', '9 3 2 3', '13 3', '4 2'];

export interface LineStyle {
  stroke: string;
  'stroke-dasharray': string | undefined;
  'stroke-width': number;
}

/** The n-th line's look: no two of the first 42 are alike. */
export function lineStyle(n: number): LineStyle {
  return {
    stroke: COLOURS[n % COLOURS.length] as string,
    'stroke-dasharray': DASHES[n % DASHES.length],
    'stroke-width': 1.75,
  };
}
