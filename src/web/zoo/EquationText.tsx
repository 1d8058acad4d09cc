import type { ComponentChildren } from 'preact';

/** Letters with what is set below them, or a tilde above; everything else as it stands. */
const PARTS = /([A-Za-z]̃?)(?:_([a-z]))?([₀-₉]|₋₁)?|[^A-Za-z]+/gu;
const WORDS = /(tanh|softmax|ReLU|maxpool|BN)/;

/** An equation of the API, set as an equation: variables slanted, indices below. */
export function EquationText({ text }: { text: string }) {
  return (
    <>
      {text
        .split(WORDS)
        .map((piece) => (WORDS.test(piece) ? piece : [...piece.matchAll(PARTS)].map(partOf)))}
    </>
  );
}

function partOf([whole, letter, index, digit]: RegExpMatchArray): ComponentChildren {
  if (letter === undefined) return whole;
  const below = index ?? (digit === undefined ? undefined : digitsOf(digit));
  return (
    <>
      <i class={letter.length > 1 ? 'tilde' : undefined}>{letter[0]}</i>
      {below !== undefined && <sub>{below}</sub>}
    </>
  );
}

/** `₋₁` as −1, `₂` as 2. */
function digitsOf(text: string): string {
  return Array.from(text)
    .map((one) => (one === '₋' ? '−' : String(one.codePointAt(0)! - 0x2080)))
    .join('');
}
