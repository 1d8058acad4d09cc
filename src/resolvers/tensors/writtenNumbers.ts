import type { GraphQLScalarType, GraphQLSchema } from 'graphql';

import { shortestDecimalsText } from '../../formats/shortestDecimal.ts';

/**
 * Thousands of numbers as the value of a field `[Float!]!`, for which GraphQL's own way, number by
 * number, takes longer than the network does. The numbers stand for themselves as the only item of
 * the list: execution passes them through, and http/graphql/answerText.ts writes them as what they are.
 */
export class WrittenNumbers {
  /** JSON of the list, each number the shortest decimal of its float32. */
  readonly text: string;

  /** @param values finite ones */
  constructor(values: Float32Array) {
    this.text = `[${shortestDecimalsText(values)}]`;
  }

  /** JSON.stringify alone would write a list in the list. */
  toJSON(): never {
    throw new TypeError('an answer with numbers was not written by answerText or plainNumbers');
  }
}

/** Lets Float take WrittenNumbers for a number. */
export function passWrittenNumbers(schema: GraphQLSchema): void {
  const float = schema.getType('Float') as GraphQLScalarType;
  const { serialize } = float;
  float.serialize = (value) => (value instanceof WrittenNumbers ? value : serialize(value));
}
