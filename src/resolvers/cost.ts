import { Extensions } from 'type-graphql';

/**
 * What a field costs in http/limits/operationCost.ts, where every field costs 1: about as many times the
 * work of reading a property.
 */
export const cost = {
  /** A query to Postgres. */
  lookUp: 5,
  /** A list from Postgres, or files to look at. */
  list: 20,
  /** A picture to compress. */
  picture: 50,
  /** A drawing of up to a million pixels to decode and fit. */
  drawing: 200,
  /** An image to run through a network. */
  forward: 200,
  /** A change to make on the way: a few operations at each step, where no fused kernel does it. */
  intervention: 10,
  /** One of many passes of an image in one turn, changes included, of which only the answer is kept. */
  controlledPass: 40,
  /** A test split to run through a network, one request at a time and kept for the next. */
  split: 300,
} as const;

/** The value of an argument, its default where none is given; anything may come from a variable. */
export type ArgumentValues = (name: string) => unknown;

/** For a field whose cost depends on its arguments. */
export interface Price {
  /** In place of `complexity`. */
  own?: (argument: ArgumentValues) => number;
  /**
   * How many items its list has at most: so often counts what is asked of each.
   *
   * @param enclosing the arguments of the field that it is asked of
   */
  items?: (argument: ArgumentValues, enclosing: ArgumentValues) => number;
}

export function Priced(price: Price): PropertyDecorator & MethodDecorator {
  return Extensions({ price });
}

/** How many a list argument has; `most` where it has more, which is refused, or is not given. */
export function lengthOf(list: unknown, most: number): number {
  if (list === null || list === undefined) return most;
  return Array.isArray(list) ? Math.min(list.length, most) : 1;
}

/** What it costs to have a split read by one model: by how many times MNIST's test split it is. */
export function splitCost(split: unknown): number {
  return cost.split * (split === 'TRAIN' ? 5.5 : split === 'VALIDATION' ? 0.5 : 1);
}

/** The scales that a PNG may have; at the usual one it costs as much as another picture. */
export interface PngScales {
  usual: number;
  most: number;
}

/** A PNG with an argument `scale`. */
export function pngPrice(scales: PngScales): Price {
  return { own: (argument) => pngCost(argument('scale'), scales) };
}

/** A PNG has four times the pixels at twice the scale. */
export function pngCost(given: unknown, { usual, most }: PngScales): number {
  const scale = typeof given === 'number' ? Math.min(Math.abs(given), most) : usual;
  return Math.ceil(cost.picture * Math.max(0.5, (scale / usual) ** 2));
}
