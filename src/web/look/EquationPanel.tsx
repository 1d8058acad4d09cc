import { computed } from '@preact/signals';

import { inputValues } from '../../data/binarize.ts';
import { isRecurrent, type RecurrentNetwork } from '../../networks/recipe.ts';
import { gateParts, type GateParts } from '../network/gateParts.ts';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { moveCursor } from '../state/store.ts';
import { equationQuery } from './asGraphql.ts';
import { unitDownloads } from './downloads.ts';
import { ControlPanel } from './ControlPanel.tsx';
import { Equation } from './Equation.tsx';
import { GateTable } from './GateTable.tsx';
import { network, parameters, readsRows } from './models.ts';
import { NumberLine } from './NumberLine.tsx';
import { reading } from './reading.ts';
import { StateWords } from './StateWords.tsx';
import { compared, layer, row, unit, unitCount } from './view.ts';

/** Where gates and candidate come from; null where the weights are not at hand. */
const parts = computed<GateParts[] | null>(() => {
  const main = reading.value.value;
  const weights = parameters.value.value;
  const form = network.value;
  if (main === null || form === null || weights?.network !== form || main.network !== form)
    return null;
  return gateParts({
    ...{ network: form, parameters: weights.values, activations: main.activations },
    inputs: inputValues(main.picture.values, form.binarizeThreshold),
    ...{ layer: layer.value, unit: unit.value, row: row.value },
  });
});

/** How one unit gets its state at the cursor: the equation with its numbers filled in. */
export function EquationPanel() {
  const form = network.value;
  if (!readsRows.value || form === null || !isRecurrent(form)) return null;
  const pair = compared.value;
  const { cell } = form.recipe;
  return (
    <Panel
      area="equation"
      title={<UnitChoice />}
      sub="how it gets its state"
      query={equationQuery}
      downloads={unitDownloads()}
    >
      <div class="hero">
        <Equations network={form} />
        {pair === null && cell === 'GRU' && <StateWords network={form} />}
      </div>
      {pair === null && <NumberLine network={form} />}
      {pair === null && cell === 'LSTM' && <StateWords network={form} />}
      {pair === null ? (
        <GateTable network={form} parts={parts.value} />
      ) : (
        <StateWords network={form} />
      )}
      {pair?.kind === 'change' && <ControlPanel />}
    </Panel>
  );
}

/** One equation with one or two lines of numbers; of two different networks two equations. */
function Equations({ network: form }: { network: RecurrentNetwork }) {
  const main = reading.value.value;
  if (main === null) return <div class="skeleton" style={{ height: '88px', flex: '1' }} />;
  const pair = compared.value;
  if (pair === null) {
    return <Equation network={form} readings={[{ title: '', activations: main.activations }]} />;
  }
  if (pair.hasDifference) return <Equation network={form} readings={[pair.first, pair.second]} />;
  return (
    <div>
      {[pair.first, pair.second].map(
        (side) =>
          isRecurrent(side.reading.network) && (
            <div class="second-equation">
              <p class="muted small">{side.title}</p>
              <Equation network={side.reading.network} readings={[side]} />
            </div>
          ),
      )}
    </div>
  );
}

function UnitChoice() {
  const last = unitCount.value - 1;
  const go = (to: number) => moveCursor({ unit: Math.max(0, Math.min(last, to)) });
  return (
    <>
      Unit{' '}
      <span class="stepper">
        <button type="button" aria-label="Unit before" onClick={() => go(unit.value - 1)}>
          <Icon name="left" />
        </button>
        <input
          inputMode="numeric"
          aria-label={`Unit, 0 to ${last}`}
          value={unit.value}
          onChange={({ currentTarget }) => {
            const to = Number(currentTarget.value);
            if (Number.isInteger(to)) go(to);
            currentTarget.value = String(unit.value);
          }}
        />
        <button type="button" aria-label="Next unit" onClick={() => go(unit.value + 1)}>
          <Icon name="right" />
        </button>
      </span>{' '}
      at row {row.value}
    </>
  );
}
