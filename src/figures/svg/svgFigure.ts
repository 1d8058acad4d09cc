import { element, group, type SvgElement } from './svgElement.ts';
import { fittedText, fontFamily, fontSizes, inks, text } from './typography.ts';

/** Something drawn, with its own origin at its upper left corner. */
export interface Drawing {
  width: number;
  height: number;
  content: readonly SvgElement[];
}

export interface Caption {
  title: string;
  /** A second line, below the title. */
  subtitle?: string;
  /** What the figure shows, in words, for those who cannot see it. */
  description: string;
}

const MARGIN = 16;
const LEAST_WIDTH = 260;

/** Browsers know `pixelated`; others keep the attribute, which only some browsers know. */
const PIXELATED = '@supports (image-rendering:pixelated){.cells{image-rendering:pixelated}}';

/** A whole SVG document on white, with a title. Equal drawings give equal bytes. */
export function svgFigure({ title, subtitle, description }: Caption, drawing: Drawing): string {
  const inner = Math.max(drawing.width, LEAST_WIDTH);
  const heading = [
    text(0, fontSizes.title, fittedText(title, inner, fontSizes.title), {
      size: fontSizes.title,
      weight: 'bold',
    }),
  ];
  if (subtitle !== undefined) {
    const line = fittedText(subtitle, inner);
    heading.push(text(0, fontSizes.title + 17, line, { colour: inks.muted }));
  }
  const headingHeight = subtitle === undefined ? fontSizes.title + 12 : fontSizes.title + 29;
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(headingHeight + drawing.height + 2 * MARGIN);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': fontFamily,
      fill: inks.text,
    },
    [
      element('title', {}, [title]),
      element('desc', {}, [description]),
      element('style', {}, [PIXELATED]),
      element('rect', { width, height, fill: '#ffffff' }),
      group(MARGIN, MARGIN, [...heading, group(0, headingHeight, drawing.content)]),
    ],
  ).markup;
}

/** Drawings beside each other, their upper edges in line. */
export function beside(drawings: readonly Drawing[], gap: number): Drawing {
  let x = 0;
  const content: SvgElement[] = [];
  for (const drawing of drawings) {
    content.push(group(x, 0, drawing.content));
    x += drawing.width + gap;
  }
  return { width: x - gap, height: Math.max(...drawings.map(({ height }) => height)), content };
}

/** Drawings below each other, their left edges in line. */
export function below(drawings: readonly Drawing[], gap: number): Drawing {
  let y = 0;
  const content: SvgElement[] = [];
  for (const drawing of drawings) {
    content.push(group(0, y, drawing.content));
    y += drawing.height + gap;
  }
  return { width: Math.max(...drawings.map(({ width }) => width)), height: y - gap, content };
}

/** Moved to the right, such as to where panels begin beside a step axis. */
export function indented({ width, height, content }: Drawing, by: number): Drawing {
  return { width: width + by, height, content: [group(by, 0, content)] };
}
