import { WrittenNumbers } from '../../resolvers/tensors/writtenNumbers.ts';

/** The JSON of an answer to a query. */
export function answerText(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return JSON.stringify(answer);
  if (Array.isArray(answer)) return listText(answer);
  // A date, or another scalar that knows its own JSON; a field may have the name as an alias.
  if (typeof (answer as { toJSON?: unknown }).toJSON === 'function') return JSON.stringify(answer);
  const entries = Object.entries(answer).filter(([, value]) => value !== undefined);
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${answerText(value)}`).join()}}`;
}

function listText(list: readonly unknown[]): string {
  const [first] = list;
  if (first instanceof WrittenNumbers) return first.text;
  // Of what has no names in it JavaScript takes care, and faster.
  return typeof first === 'object' ? `[${list.map(answerText).join()}]` : JSON.stringify(list);
}

/** For JSON.stringify, where an answer is a part of a message: a replacer that writes the numbers. */
export function plainNumbers(_name: string, value: unknown): unknown {
  if (!Array.isArray(value) || !(value[0] instanceof WrittenNumbers)) return value;
  return JSON.parse(value[0].text) as number[];
}
