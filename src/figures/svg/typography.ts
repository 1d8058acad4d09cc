import { element, type SvgElement } from './svgElement.ts';

/** Arimo is in the PNGs; the others have its widths, so a browser lays an SVG out alike. */
export const fontFamily = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";

export const fontSizes = { title: 14, text: 11, tick: 9 } as const;

export const inks = {
  text: '#1f2328',
  muted: '#59636e',
  line: '#8c959f',
  faint: '#d1d9e0',
} as const;

export interface TextStyle {
  anchor?: 'start' | 'middle' | 'end';
  size?: number;
  weight?: 'bold';
  slant?: 'italic';
  colour?: string;
  /** Degrees clockwise around the text's own place. */
  rotate?: number;
}

/** A line of text on the baseline y. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): SvgElement {
  const { anchor, size = fontSizes.text, weight, slant, colour, rotate } = style;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor,
      'font-weight': weight,
      'font-style': slant,
      fill: colour,
      transform: rotate === undefined ? undefined : `rotate(${rotate},${x},${y})`,
    },
    [content],
  );
}

/** A line of text whose capitals and digits are centred on y. */
export function centredText(x: number, y: number, content: string, style: TextStyle = {}) {
  return text(x, y + 0.358 * (style.size ?? fontSizes.text), content, style);
}

/**
 * About how wide a line of text is, in pixels: exact for Arimo's digits, close for Latin letters,
 * and never too little for others.
 */
export function textWidth(content: string, size: number = fontSizes.text): number {
  let ems = 0;
  for (const character of content) ems += characterWidth(character);
  return ems * size;
}

const graphemes = new Intl.Segmenter('en');

/** Cut at the end with an ellipsis where it is too wide. */
export function fittedText(content: string, width: number, size: number = fontSizes.text): string {
  if (textWidth(content, size) <= width) return content;
  const characters = Array.from(graphemes.segment(content), ({ segment }) => segment);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}

/** Broken between words, and inside one that is wider than a line, so that nothing is lost. */
export function wrappedText(
  content: string,
  width: number,
  size: number = fontSizes.text,
): string[] {
  const fits = (line: string): boolean => textWidth(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of content.split(/(?<= )/).flatMap((word) => pieces(word, fits))) {
    if (line !== '' && !fits(`${line}${piece}`.trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A word, or the letters of one that does not fit. */
function pieces(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word.trimEnd())) return [word];
  return Array.from(graphemes.segment(word), ({ segment }) => segment);
}

/** In ems, by kinds of characters as Arimo (and Arial) has them. */
function characterWidth(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  if (/[ijl|'.,:;! ]/.test(character)) return 0.28;
  if (/[frt()[\]{}\-/\\]/.test(character)) return 0.34;
  if (/[cksvxyz]/.test(character)) return 0.5;
  if (/[mMW@%…—]/.test(character)) return 1;
  if (/[A-Zw+=<>−±×~]/.test(character)) return 0.72;
  return character < '\u2E80' ? 0.56 : 1;
}

/** A number as a label has it: with a true minus, and no zeros at its end. */
export function numberLabel(value: number): string {
  const short = Number(value.toPrecision(4));
  return String(Object.is(short, -0) ? 0 : short).replace('-', '−');
}
