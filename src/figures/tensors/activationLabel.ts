const SYMBOLS: Readonly<Record<string, string>> = {
  inputGate: 'i',
  forgetGate: 'f',
  outputGate: 'o',
  cellState: 'c',
  hiddenState: 'h',
  updateGate: 'z',
  resetGate: 'r',
};

const TILDE = '\u0303';

/** `layers.0.inputGate` in words: `input gate`. */
export function activationWords(name: string): string {
  return lastPart(name).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * The letter of an activation in the cell's equations, or '' for one that has none.
 *
 * @param names the activations of the same layer: a candidate is that of the cell state (c̃) where
 *   there is one, else that of the hidden state (h̃)
 */
export function activationSymbol(name: string, names: readonly string[]): string {
  const part = lastPart(name);
  if (part !== 'candidate') return SYMBOLS[part] ?? '';
  return names.some((other) => lastPart(other) === 'cellState') ? `c${TILDE}` : `h${TILDE}`;
}

/** The layer that an activation belongs to, or undefined for one of the head. */
export function activationLayer(name: string): number | undefined {
  const found = /^layers\.(\d+)\./.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
