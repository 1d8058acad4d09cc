import type { RecurrentNetwork } from '../../networks/recipe.ts';
import { valuesAtCursor } from './Equation.tsx';
import { reading } from './reading.ts';
import { signOf, Symbol } from './symbols.tsx';
import { short } from './numbers.ts';

/** The old state, the candidate and the new state on one line, and the way between them. */
export function NumberLine({ network }: { network: RecurrentNetwork }) {
  const main = reading.value.value;
  if (main === null || network.recipe.cell === 'RNN') return null;
  const of = valuesAtCursor(main.activations);
  const isLstm = network.recipe.cell === 'LSTM';
  const state = isLstm ? 'cellState' : 'hiddenState';
  const [before, now] = [of(state, 1), of(state)];
  const candidate = of('candidate');
  const reach = Math.max(1, Math.ceil(Math.max(Math.abs(before), Math.abs(now)) - 1e-4));
  const x = (value: number) => ((value + reach) / (2 * reach)) * 100;
  const sign = signOf(network, state);
  const ticks = [-1, -0.5, 0, 0.5, 1].map((part) => part * reach);
  // Labels that would run into each other go below the line.
  const isNear = Math.abs(x(before) - x(now)) < 14;
  const isCandidateNear =
    Math.abs(x(candidate) - x(now)) < 14 || Math.abs(x(candidate) - x(before)) < 14;
  return (
    <div class="number-line-box" aria-hidden="true">
      {ticks.map((tick) => (
        <span class="tick" style={{ left: `${x(tick)}%` }}>
          {short(tick)}
        </span>
      ))}
      <span
        class={`way mark-${sign.mark}`}
        style={{
          left: `${Math.min(x(before), x(now))}%`,
          width: `${Math.abs(x(before) - x(now))}%`,
        }}
      />
      {!isLstm && (
        <span
          class={`way dotted mark-${signOf(network, 'candidate').mark}`}
          style={{
            left: `${Math.min(x(candidate), x(now))}%`,
            width: `${Math.abs(x(candidate) - x(now))}%`,
          }}
        />
      )}
      <span class={`point open mark-${sign.mark}`} style={{ left: `${x(before)}%` }}>
        <span class={`label ${isNear ? 'below' : ''}`}>
          <Symbol sign={sign} sub="−1" /> before
        </span>
      </span>
      {!isLstm && (
        <span
          class={`point open mark-${signOf(network, 'candidate').mark}`}
          style={{ left: `${x(candidate)}%` }}
        >
          <span class={`label ${isCandidateNear ? 'below far' : ''}`}>
            <Symbol sign={signOf(network, 'candidate')} /> candidate
          </span>
        </span>
      )}
      <span class={`point mark-${sign.mark}`} style={{ left: `${x(now)}%` }}>
        <span class="label">
          <Symbol sign={sign} /> <b>now</b>
        </span>
      </span>
    </div>
  );
}
