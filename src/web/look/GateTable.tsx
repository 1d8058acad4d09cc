import type { ComponentChildren } from 'preact';

import type { RecurrentNetwork } from '../../networks/recipe.ts';
import type { GateParts } from '../network/gateParts.ts';
import { valuesAtCursor } from './Equation.tsx';
import { fixed } from './numbers.ts';
import { reading } from './reading.ts';
import { signOf, Symbol } from './symbols.tsx';

interface GateTableProps {
  network: RecurrentNetwork;
  /** Null where the weights are not at hand. */
  parts: GateParts[] | null;
}

/** Where gates and candidate come from: the row, the memory, and where their sum lies on σ or tanh. */
export function GateTable({ network, parts }: GateTableProps) {
  const main = reading.value.value;
  if (main === null) return <div class="skeleton" style={{ height: '120px' }} />;
  const of = valuesAtCursor(main.activations);
  if (parts === null) return <p class="muted small">{WHY_NONE}</p>;
  return (
    <table class="gates">
      <thead>
        <tr>
          <th scope="col">Where its gates and candidate come from</th>
          <th scope="col" class="number">
            from the row
          </th>
          <th scope="col" class="number">
            from the memory
          </th>
          <th scope="col" class="number">
            sum
          </th>
          <th scope="col" class="curve">
            on σ or tanh, −4 to 4
          </th>
          <th scope="col" class="number">
            value
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered(parts).map((part) => {
          const sign = signOf(network, part.name);
          return (
            <tr>
              <th scope="row" class="formula">
                <Symbol sign={sign} /> = <Formula network={network} part={part} />
              </th>
              <td class="number">
                {fixed(part.fromInput)} <span class="muted">+</span>
              </td>
              <td class="number">
                {part.reset !== null && (
                  <>
                    <span class="mark-2">{fixed(part.reset)}</span> ·{' '}
                  </>
                )}
                {fixed(part.fromMemory)} <span class="muted">=</span>
              </td>
              <td class="number">{fixed(part.sum)}</td>
              <td class="curve">
                <Curve part={part} />
              </td>
              <td class={`number strong mark-${sign.mark}`}>{fixed(of(part.name))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const WHY_NONE =
  'Where the gates come from is told from the weights: they are on their way, or of a snapshot, whose weights cannot be fetched.';

/** Gates first, the candidate last. */
function ordered(parts: GateParts[]): GateParts[] {
  return [...parts].sort((a, b) => Number(a.name === 'candidate') - Number(b.name === 'candidate'));
}

function Formula({ network, part }: { network: RecurrentNetwork; part: GateParts }) {
  const { recipe } = network;
  const letter =
    recipe.cell === 'RNN'
      ? ''
      : part.name === 'candidate' && recipe.cell === 'GRU'
        ? 'h'
        : signOf(network, part.name).letter;
  const named = (name: string, sub = letter) => (
    <>
      <i>{name}</i>
      {sub !== '' && <sub>{sub}</sub>}
    </>
  );
  const h = named('h', '−1');
  const isReset = recipe.cell === 'GRU' && part.name === 'candidate';
  const isNormalized = recipe.cell === 'LSTM' && recipe.batchNormalization;
  const own = isNormalized ? (
    <>
      BN({named('W')}·<i>x</i>) + {named('b')}
    </>
  ) : (
    <>
      {named('W')}·<i>x</i> + {named('b')}
    </>
  );
  const memory: ComponentChildren = isNormalized ? (
    <>
      BN({named('U')}·{h})
    </>
  ) : !isReset ? (
    <>
      {named('U')}·{h}
    </>
  ) : recipe.resetAfter ? (
    <>
      <i class="mark-2">r</i>∘({named('U')}·{h} + {named('b', 'u')})
    </>
  ) : (
    <>
      {named('U')}·(<i class="mark-2">r</i>∘{h})
    </>
  );
  return (
    <>
      {part.curve === 'tanh' ? 'tanh' : 'σ'}({own} + {memory})
    </>
  );
}

const [WIDTH, HEIGHT, REACH] = [92, 20, 4];
const curves = {
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: (x: number) => (Math.tanh(x) + 1) / 2,
};
const paths = { sigmoid: pathOf(curves.sigmoid), tanh: pathOf(curves.tanh) };

function pathOf(curve: (x: number) => number): string {
  return Array.from({ length: 47 }, (_, n) => {
    const x = -REACH + (2 * REACH * n) / 46;
    return `${n === 0 ? 'M' : 'L'}${((n / 46) * WIDTH).toFixed(1)} ${(HEIGHT - 1 - curve(x) * (HEIGHT - 2)).toFixed(1)}`;
  }).join('');
}

/** Saturation at a glance: a dot at an end of the curve learns and moves little. */
function Curve({ part: { curve, sum, name } }: { part: GateParts }) {
  const x = Math.max(-REACH, Math.min(REACH, sum));
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={HEIGHT} />
      <path d={paths[curve]} />
      <circle
        class={`gate-${name}`}
        cx={((x + REACH) / (2 * REACH)) * WIDTH}
        cy={HEIGHT - 1 - curves[curve](x) * (HEIGHT - 2)}
        r="3.5"
      />
    </svg>
  );
}
