import type { ComponentChildren } from 'preact';

import type { RecurrentNetwork } from '../../networks/recipe.ts';
import { fixed } from './numbers.ts';
import type { Reading } from './reading.ts';
import { signOf, Symbol } from './symbols.tsx';
import { ofLayer, row, unit, valueAt } from './view.ts';

/** A symbol, its number and what it is; or an operator, which stands between them. */
type Term =
  | { kind: 'value'; symbol: ComponentChildren; role: string; value: number; mark: number }
  | { kind: 'operator'; symbol: string; number: string };

/** One value at the cursor, or at the row before. */
export type ValueOf = (name: string, rowsBack?: number) => number;

/** @param units of the network, which may be fewer than the cursor's */
export function valuesAtCursor(activations: Reading['activations'], units = Infinity): ValueOf {
  return (name, rowsBack = 0) =>
    valueAt(ofLayer(activations, name), row.value - rowsBack, Math.min(unit.value, units - 1));
}

const operator = (symbol: string, number = symbol): Term => ({ kind: 'operator', symbol, number });

/** The equations of the cell's state, as terms. */
function equations(network: RecurrentNetwork, of: ValueOf): Term[][] {
  const value = (
    name: string,
    role: string,
    change: {
      sub?: string;
      number?: number;
      wrap?: (symbol: ComponentChildren) => ComponentChildren;
    } = {},
  ): Term => {
    const sign = signOf(network, name);
    const symbol = <Symbol sign={sign} {...(change.sub !== undefined && { sub: change.sub })} />;
    return {
      ...{ kind: 'value', role, mark: sign.mark },
      symbol: change.wrap ? change.wrap(symbol) : symbol,
      value: change.number ?? of(name),
    };
  };
  const before = (name: string, role: string) =>
    value(name, role, { sub: '−1', number: of(name, 1) });
  switch (network.recipe.cell) {
    case 'GRU':
      return [
        [
          value('hiddenState', 'new state'),
          operator('='),
          value('updateGate', 'kept share'),
          operator('∘', '·'),
          before('hiddenState', 'old state'),
          operator('+'),
          value('updateGate', 'written share', {
            number: 1 - of('updateGate'),
            wrap: (symbol) => <>(1 − {symbol})</>,
          }),
          operator('∘', '·'),
          value('candidate', 'candidate'),
        ],
      ];
    case 'LSTM':
      return [
        [
          value('cellState', 'new cell state'),
          operator('='),
          value('forgetGate', 'kept share'),
          operator('∘', '·'),
          before('cellState', 'old cell state'),
          operator('+'),
          value('inputGate', 'let in'),
          operator('∘', '·'),
          value('candidate', 'candidate'),
        ],
        [
          value('hiddenState', 'shown'),
          operator('='),
          value('outputGate', 'output gate'),
          operator('∘', '·'),
          value('cellState', network.recipe.batchNormalization ? 'normalized' : '', {
            number: shownCell(network, of),
            wrap: (symbol) =>
              network.recipe.cell === 'LSTM' && network.recipe.batchNormalization ? (
                <>tanh(BN({symbol}))</>
              ) : (
                <>tanh({symbol})</>
              ),
          }),
        ],
      ];
    case 'RNN':
      return [
        [
          value('hiddenState', 'new state'),
          operator('=', '='),
          { kind: 'operator', symbol: 'tanh(W·x + U·h₋₁ + b)', number: 'of the sum below' },
        ],
      ];
  }
}

/** tanh(c); of a normalized cell state what h and o say that it was. */
function shownCell({ recipe }: RecurrentNetwork, of: ValueOf): number {
  if (recipe.cell !== 'LSTM' || !recipe.batchNormalization) return Math.tanh(of('cellState'));
  const gate = of('outputGate');
  return gate === 0 ? 0 : of('hiddenState') / gate;
}

/** The numbers of one reading, in a line of the equation. */
export interface NumberLine {
  title: string;
  activations: Reading['activations'];
}

interface EquationProps {
  network: RecurrentNetwork;
  /** One line of numbers, or one for each reading that is compared. */
  readings: readonly NumberLine[];
}

/** The equations of a cell's state with their numbers at the cursor. */
export function Equation({ network, readings }: EquationProps) {
  const lines = readings.map(({ title, activations }) => ({
    title,
    of: valuesAtCursor(activations, network.recipe.units),
  }));
  const all = lines.map(({ of }) => equations(network, of));
  return (
    <div
      class={`equations ${network.recipe.cell === 'LSTM' ? 'two' : ''} ${lines.length > 1 ? 'compared' : ''}`}
    >
      {all[0]!.map((terms, n) => (
        <div
          class="equation"
          role="group"
          aria-label={`Equation of the ${n === 0 ? 'state' : 'output'}`}
        >
          {lines.length > 1 && n === 0 && (
            <div class="term titles">
              <span class="symbol-line">&nbsp;</span>
              {lines.map(({ title }) => (
                <span class="number-line muted small">{title}</span>
              ))}
            </div>
          )}
          {terms.map((term, at) => (
            <TermColumn
              term={term}
              numbers={all.map((of) => of[n]![at]!)}
              isRoleShown={lines.length === 1}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface TermColumnProps {
  term: Term;
  /** The same term of each line. */
  numbers: Term[];
  isRoleShown: boolean;
}

function TermColumn({ term, numbers, isRoleShown }: TermColumnProps) {
  if (term.kind === 'operator') {
    return (
      <div class="term operator">
        <span class="symbol-line">{term.symbol}</span>
        {numbers.map((one) => (
          <span class="number-line">{one.kind === 'operator' && one.number}</span>
        ))}
      </div>
    );
  }
  const [first, second] = numbers as Extract<Term, { kind: 'value' }>[];
  const isChanged = second !== undefined && Math.abs(second.value - first!.value) > 5e-4;
  return (
    <div class={`term mark-${term.mark}`}>
      <span class="symbol-line">{term.symbol}</span>
      {numbers.map(
        (one, n) =>
          one.kind === 'value' && (
            <span class={`number-line ${n === 1 && isChanged ? 'strong' : ''}`}>
              {fixed(one.value)}
            </span>
          ),
      )}
      {isRoleShown && <span class="role small muted">{term.role}</span>}
    </div>
  );
}
