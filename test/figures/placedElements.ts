/** An element of a figure with the place of its own origin on the page. */
export interface PlacedElement {
  name: string;
  attributes: Record<string, string>;
  /** The sum of the translations of the groups around it. */
  left: number;
  top: number;
  /** All text inside it, unescaped. */
  text: string;
}

const TOKEN = /<(\/?)([\w]+)((?: [\w:-]+="[^"]*")*)(\/?)>|([^<]+)/g;

/** Every element of a figure, in order; throws where tags are not closed in order. */
export function placedElements(svg: string): PlacedElement[] {
  const found: PlacedElement[] = [];
  const open: PlacedElement[] = [];
  for (const [, closing, name = '', written = '', selfClosing, content] of svg.matchAll(TOKEN)) {
    if (content !== undefined) {
      for (const element of open) element.text += unescaped(content);
    } else if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element = placed(name, written, open.at(-1));
      found.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return found;
}

/** The page's y of an attribute such as `y` or `y1`. */
export function pageY({ attributes, top }: PlacedElement, name = 'y'): number {
  return top + Number(attributes[name] ?? 0);
}

export function pageX({ attributes, left }: PlacedElement, name = 'x'): number {
  return left + Number(attributes[name] ?? 0);
}

function placed(name: string, written: string, parent: PlacedElement | undefined): PlacedElement {
  const attributes = Object.fromEntries(
    [...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      unescaped(value),
    ]),
  );
  const [, x = '0', y = '0'] =
    /^translate\(([^,]+),([^)]+)\)$/.exec(attributes.transform ?? '') ?? [];
  return {
    name,
    attributes,
    left: (parent?.left ?? 0) + Number(x),
    top: (parent?.top ?? 0) + Number(y),
    text: '',
  };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
