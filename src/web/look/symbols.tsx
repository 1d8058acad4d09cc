import { cellOf } from '../../networks/cells/cellOf.ts';
import { isRecurrent, type Network } from '../../networks/recipe.ts';

/** How an activation of a layer is written: one letter, its colour and the dash of its line. */
export interface Sign {
  letter: string;
  hasTilde: boolean;
  /** Number of the colour token `--mark-N`. */
  mark: number;
  title: string;
}

/** The order in which a cell's activations are shown: from the gates to the states. */
export function shownOrder(network: Network): readonly string[] {
  return isRecurrent(network) ? cellOf(network.recipe).drawingOrder : [];
}

/** @param name within the layer, such as `updateGate` */
export function signOf(network: Network, name: string): Sign {
  const order = shownOrder(network);
  const found = isRecurrent(network)
    ? cellOf(network.recipe).activations.find((one) => one.name === name)
    : undefined;
  const [letter = name, tilde] = found?.symbol ?? '';
  return {
    ...{ letter, hasTilde: tilde !== undefined, mark: (order.indexOf(name) % MARKS) + 1 },
    title: name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`),
  };
}

/** Colours of lines that style/tokens.css has. */
const MARKS = 6;

/** Such as 7 3; undefined for a line without gaps. */
export const dashes = [undefined, '6 3', '2 2.5', '8 3 2 3', '3 2', undefined] as const;

interface SymbolProps {
  sign: Sign;
  /** Written behind and below, such as −1. */
  sub?: string;
  isPlain?: boolean;
}

/** The letter as in an equation, in the colour of its line. */
export function Symbol({ sign, sub, isPlain = false }: SymbolProps) {
  return (
    <span class={isPlain ? 'symbol' : `symbol mark-${sign.mark}`}>
      <i class={sign.hasTilde ? 'tilde' : undefined}>{sign.letter}</i>
      {sub !== undefined && <sub>{sub}</sub>}
    </span>
  );
}

/** For texts without markup. */
export function letterOf({ letter, hasTilde }: Sign): string {
  return hasTilde ? `${letter}\u0303` : letter;
}
