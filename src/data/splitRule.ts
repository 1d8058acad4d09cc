import { randomWords } from '../networks/random.ts';

/**
 * How the validation split is taken from the training images: the first twelfth in the ORDER of the
 * file, or a twelfth of each class, drawn by the seed.
 */
export type SplitRule = { name: 'ORDER' } | { name: 'STRATIFIED'; seed: number };

/** The names are also the values of the GraphQL enum. */
export const splitRuleNames = [
  'ORDER',
  'STRATIFIED',
] as const satisfies readonly SplitRule['name'][];

export const defaultSplitRule: SplitRule = { name: 'ORDER' };

/** Of the training images a twelfth is VALIDATION: 5,000 of MNIST's 60,000. */
const VALIDATION_SHARE = 12;

/**
 * Which examples are for validation.
 *
 * @param labels of all training images, at least 2
 * @returns places in the file, ascending, [validation]; not all of them
 */
export function validationExamples(rule: SplitRule, labels: Uint8Array): Int32Array {
  switch (rule.name) {
    case 'ORDER': {
      const length = Math.max(1, Math.floor(labels.length / VALIDATION_SHARE));
      return Int32Array.from({ length }, (_, index) => index);
    }
    case 'STRATIFIED':
      return stratified(rule.seed, labels);
  }
}

/** Of each class the twelfth, rounded, that comes first in an order drawn for it. */
function stratified(seed: number, labels: Uint8Array): Int32Array {
  const word = randomWords(seed, 'split');
  const draws = Uint32Array.from(labels, (_, index) => word(index));
  const chosen: number[] = [];
  for (const examples of examplesByClass(labels)) {
    examples.sort((a, b) => draws[a]! - draws[b]! || a - b);
    chosen.push(...examples.slice(0, Math.round(examples.length / VALIDATION_SHARE)));
  }
  // So few that no class has a twelfth to give: still one, as there is no split without an example.
  if (chosen.length === 0) chosen.push(draws.indexOf(Math.min(...draws)));
  return Int32Array.from(chosen).sort();
}

function examplesByClass(labels: Uint8Array): number[][] {
  const classes: number[][] = [];
  labels.forEach((label, index) => (classes[label] ??= []).push(index));
  return Object.values(classes);
}
