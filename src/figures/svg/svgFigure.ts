import { element, group, type SvgElement } from './svgElement.ts';
import { fontFamily, fontSizes, inks, text, textWidth, wrappedText } from './typography.ts';

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
const LINE = { title: 20, subtitle: 17 } as const;
const HEADING_GAP = 6;
const LEAST_WIDTH = 260;
/** A figure is widened to this for its heading; one that is longer goes on in further lines. */
const WIDEST_HEADING = 560;
/** Bold letters are wider than those that `textWidth` knows: as much as larger ones. */
const BOLD_AS_SIZE = 1.1 * fontSizes.title;

/** Browsers know `pixelated`; others keep the attribute, which only some browsers know. */
const PIXELATED = '@supports (image-rendering:pixelated){.cells{image-rendering:pixelated}}';

/** A window or page that is narrower than the figure shows all of it, smaller. */
const FITTING = 'max-width:100%;height:auto';

/** A whole SVG document on white, with a title. Equal drawings give equal bytes. */
export function svgFigure({ title, subtitle, description }: Caption, drawing: Drawing): string {
  const inner = Math.max(drawing.width, LEAST_WIDTH, headingWidth(title, subtitle));
  const heading = figureHeading(title, subtitle, inner);
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(heading.height + drawing.height + 2 * MARGIN);
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
      style: FITTING,
    },
    [
      element('title', {}, [title]),
      element('desc', {}, [description]),
      element('style', {}, [PIXELATED]),
      element('rect', { width, height, fill: '#ffffff' }),
      group(MARGIN, MARGIN, [...heading.content, group(0, heading.height, drawing.content)]),
    ],
  ).markup;
}

function headingWidth(title: string, subtitle = ''): number {
  const wanted = Math.max(textWidth(title, BOLD_AS_SIZE), textWidth(subtitle));
  return Math.min(WIDEST_HEADING, wanted);
}

/** The whole title and subtitle, in as many lines as they need. */
function figureHeading(title: string, subtitle: string | undefined, width: number): Drawing {
  const titleLines = wrappedText(title, width, BOLD_AS_SIZE);
  const subtitleLines = subtitle === undefined ? [] : wrappedText(subtitle, width);
  const bold = { size: fontSizes.title, weight: 'bold' } as const;
  const below = titleLines.length * LINE.title;
  return {
    width,
    height: below + subtitleLines.length * LINE.subtitle + HEADING_GAP,
    content: [
      ...titleLines.map((line, n) => text(0, fontSizes.title + n * LINE.title, line, bold)),
      ...subtitleLines.map((line, n) =>
        text(0, below + fontSizes.text + n * LINE.subtitle, line, { colour: inks.muted }),
      ),
    ],
  };
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
