/** A piece of SVG whose text is escaped already. */
export interface SvgElement {
  readonly markup: string;
}

/** Left out where the value is undefined. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const DECIMALS = 2;

/**
 * One element. Numbers are rounded to two decimals, so that equal figures have equal bytes.
 *
 * @param children elements, and strings as text, which is escaped
 */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (SvgElement | string)[] = [],
): SvgElement {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attributeValue(value)}"`))
    .join('');
  const content = children
    .map((child) => (typeof child === 'string' ? escapeText(child) : child.markup))
    .join('');
  return {
    markup: content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`,
  };
}

/** Elements moved together; their own origin comes to lie at (x, y). */
export function group(x: number, y: number, children: readonly SvgElement[]): SvgElement {
  const transform = `translate(${roundedNumber(x)},${roundedNumber(y)})`;
  return element('g', x === 0 && y === 0 ? {} : { transform }, children);
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  attributes: Attributes,
): SvgElement {
  return element('line', { x1, y1, x2, y2, ...attributes });
}

/** As SVG numbers are written: at most two decimals, and never −0. */
export function roundedNumber(value: number): string {
  return String(Number(value.toFixed(DECIMALS)) + 0);
}

function attributeValue(value: string | number): string {
  return typeof value === 'number' ? roundedNumber(value) : escapeText(value);
}

/** Escapes what means something in XML, and replaces what XML cannot hold at all. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
