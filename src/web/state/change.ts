import { pictureFromText, pictureText, type Picture } from './picture.ts';

/** A change made inside a layer, as a person puts it together; it can be kept and switched off. */
export interface Change {
  layer: number;
  /** Name within the layer, such as `updateGate`. */
  activation: string;
  /** From 0, rising; null for all. */
  units: number[] | null;
  /** First and last row that it acts on. */
  rows: [first: number, last: number];
  act: ChangeAct;
  isOn: boolean;
}

export type ChangeAct =
  | { kind: 'hold'; value: number }
  | { kind: 'scale'; factor: number }
  | { kind: 'complement'; of: string }
  | { kind: 'copy'; from: Picture };

/** `40-47,50` of 40 to 47 and 50. */
export function unitsText(units: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const unit of units) {
    const last = ranges.at(-1);
    if (last?.[1] === unit - 1) last[1] = unit;
    else ranges.push([unit, unit]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

const MOST_UNITS = 1024;

/** The units of a text such as `3, 40-47`; null where it says none. A dash may be long. */
export function unitsFromText(text: string): number[] | null {
  const units = new Set<number>();
  for (const part of text.replaceAll('–', '-').split(',')) {
    const [, from, to] = /^\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?$/.exec(part) ?? [];
    if (from === undefined) return null;
    const [first, last] = [Number(from), Number(to ?? from)];
    if (last >= MOST_UNITS || first > last) return null;
    for (let unit = first; unit <= last; unit++) units.add(unit);
  }
  return [...units].sort((a, b) => a - b);
}

/** `0.updateGate;40-47;12-27;hold;1`, with a `!` before one that is switched off. */
export function changeText({ layer, activation, units, rows, act, isOn }: Change): string {
  return [
    `${isOn ? '' : '!'}${layer}.${activation}`,
    units === null ? 'all' : unitsText(units),
    rows.join('-'),
    act.kind,
    actText(act),
  ].join(';');
}

function actText(act: ChangeAct): string {
  switch (act.kind) {
    case 'hold':
      return String(act.value);
    case 'scale':
      return String(act.factor);
    case 'complement':
      return act.of;
    case 'copy':
      return pictureText(act.from);
  }
}

/** The change of a text; null where it is none. */
export function changeFromText(text: string): Change | null {
  const [name = '', units = '', rows = '', kind = '', value, ...more] = text.split(';');
  const [, off, layer, activation] = /^(!?)(\d)\.([a-zA-Z]+)$/.exec(name) ?? [];
  const [, first, last] = /^(\d{1,4})-(\d{1,4})$/.exec(rows) ?? [];
  const act = value === undefined ? null : actFromText(kind, value);
  const chosen = units === 'all' ? null : unitsFromText(units);
  if (activation === undefined || first === undefined || act === null || more.length > 0)
    return null;
  if ((chosen === null && units !== 'all') || Number(first) > Number(last)) return null;
  return {
    layer: Number(layer),
    activation,
    units: chosen,
    rows: [Number(first), Number(last)],
    act,
    isOn: off === '',
  };
}

function actFromText(kind: string, value: string): ChangeAct | null {
  const number = value === '' ? NaN : Number(value);
  switch (kind) {
    case 'hold':
      return Number.isFinite(number) ? { kind, value: number } : null;
    case 'scale':
      return Number.isFinite(number) ? { kind, factor: number } : null;
    case 'complement':
      return /^[a-zA-Z]+$/.test(value) ? { kind, of: value } : null;
    case 'copy': {
      const from = pictureFromText(value);
      return from === null ? null : { kind, from };
    }
    default:
      return null;
  }
}
