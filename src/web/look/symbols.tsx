import { isRecurrent, type Network } from '../../networks/recipe.ts';

/** How an activation of a layer is written: one letter, its colour and the dash of its line. */
export interface Sign {
  letter: string;
  hasTilde?: boolean;
  /** Number of the colour token `--mark-N`. */
  mark: 1 | 2 | 3 | 4 | 5 | 6;
  title: string;
}

const LSTM: Record<string, Sign> = {
  inputGate: { letter: 'i', mark: 1, title: 'input gate' },
  forgetGate: { letter: 'f', mark: 2, title: 'forget gate' },
  outputGate: { letter: 'o', mark: 3, title: 'output gate' },
  candidate: { letter: 'c', hasTilde: true, mark: 4, title: 'candidate' },
  cellState: { letter: 'c', mark: 5, title: 'cell state' },
  hiddenState: { letter: 'h', mark: 6, title: 'hidden state' },
};

const GRU: Record<string, Sign> = {
  updateGate: { letter: 'z', mark: 1, title: 'update gate' },
  resetGate: { letter: 'r', mark: 2, title: 'reset gate' },
  candidate: { letter: 'h', hasTilde: true, mark: 3, title: 'candidate' },
  hiddenState: { letter: 'h', mark: 4, title: 'hidden state' },
};

const RNN: Record<string, Sign> = {
  hiddenState: { letter: 'h', mark: 1, title: 'hidden state' },
};

/** The order in which a cell's activations are shown. */
export function shownOrder(network: Network): string[] {
  return Object.keys(signsOf(network));
}

function signsOf(network: Network): Record<string, Sign> {
  if (!isRecurrent(network)) return {};
  return { LSTM, GRU, RNN }[network.recipe.cell];
}

/** @param name within the layer, such as `updateGate` */
export function signOf(network: Network, name: string): Sign {
  return signsOf(network)[name] ?? { letter: name, mark: 5, title: name };
}

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
export function letterOf({ letter, hasTilde = false }: Sign): string {
  return hasTilde ? `${letter}\u0303` : letter;
}
