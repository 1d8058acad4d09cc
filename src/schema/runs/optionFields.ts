import { Field, Float, Int } from 'type-graphql';

import { trainingOptions, type OptionName } from '../../networks/trainingOptions.ts';
import { Keep, Schedule } from '../enums.ts';

/** The enum of each option that is a word. */
const enums: Partial<Record<OptionName, object>> = { schedule: Schedule, keep: Keep };

/**
 * The field of an input that asks for an option of training: its type, default and range as
 * networks/trainingOptions.ts has them.
 *
 * @param byDefault what is taken where it is not given, in words, if that depends on what else is asked
 *   for; the schema then shows no default
 */
export function OptionInput(
  name: OptionName,
  { byDefault }: { byDefault?: string } = {},
): PropertyDecorator {
  const option = trainingOptions[name];
  const sentences = [
    `${option.meaning}.`,
    // The words of an enum stand with it.
    ...(typeof option.type === 'object' ? [] : [`${capitalized(option.values)}.`]),
    ...(option.note === undefined ? [] : [option.note]),
    ...(byDefault === undefined ? [] : [`When not given: ${byDefault}.`]),
    ...(option.off === null ? [] : [`When not given: ${option.off}.`]),
  ];
  const shownDefault = byDefault === undefined && option.default !== null;
  return Field(typeOf(name), {
    nullable: true,
    ...(shownDefault && { defaultValue: option.default }),
    description: sentences.join(' '),
  });
}

/** The field of an answer that says what an option is. */
export function OptionAnswer(name: OptionName): PropertyDecorator {
  const { meaning, off } = trainingOptions[name];
  const description = off === null ? `${meaning}.` : `${meaning}. Null for ${off}.`;
  return Field(typeOf(name), { nullable: off !== null, description });
}

function typeOf(name: OptionName): Parameters<typeof Field>[0] {
  const { type } = trainingOptions[name];
  if (type === 'wholeNumber') return () => Int;
  if (type === 'number') return () => Float;
  return () => enums[name] as object;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
