/** `layers.0.inputGate` in words: `input gate`. */
export function activationWords(name: string): string {
  return lastPart(name).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The layer that an activation belongs to, or undefined for one of the head. */
export function activationLayer(name: string): number | undefined {
  const found = /^layers\.(\d+)\./.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
