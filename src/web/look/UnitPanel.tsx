import { computed } from '@preact/signals';

import { Panel } from '../parts/Panel.tsx';
import { unitQuery } from './asGraphql.ts';
import { unitDownloads } from './downloads.ts';
import { comparedMap, mapNames } from './mapChoice.ts';
import { network } from './models.ts';
import { fixed, short } from './numbers.ts';
import { reading } from './reading.ts';
import { dashes, signOf, Symbol } from './symbols.tsx';
import { UnitLines, type Line } from './UnitLines.tsx';
import { activeChanges } from './interventions.ts';
import { compared, ofLayer, row, rowCount, unit, valueAt } from './view.ts';
import type { Values } from '../network/values.ts';

interface Chart {
  lines: Line[];
  least: number;
  most: number;
}

/** Gates on one chart, candidate and states on the other; in a comparison one activation on each. */
const charts = computed<Chart[]>(() => {
  const main = reading.value.value;
  const form = network.value;
  if (main === null || form === null) return [];
  const pair = compared.value;
  if (pair !== null) return comparedCharts();
  const lines = mapNames.value.flatMap((name, n): Line[] => {
    const values = ofLayer(main.activations, name);
    if (values === null) return [];
    return [{ name, sign: signOf(form, name), dash: dashes[n], values: unitColumn(values) }];
  });
  const isGate = ({ name }: Line) => name.endsWith('Gate');
  return [chartOf(lines.filter(isGate)), chartOf(lines.filter((line) => !isGate(line)))].filter(
    (chart) => chart.lines.length > 0,
  );
});

function comparedCharts(): Chart[] {
  const pair = compared.value!;
  const form = network.value!;
  const [change] = activeChanges.value;
  const chosen = comparedMap.value;
  const others = mapNames.value.filter((name) => name !== 'hiddenState');
  const beside = chosen !== 'hiddenState' ? chosen : (change?.activation ?? others[0]);
  return [...new Set([beside, 'hiddenState'])].flatMap((name) => {
    if (name === undefined) return [];
    const [one, other] = [
      ofLayer(pair.first.activations, name),
      ofLayer(pair.second.activations, name),
    ];
    const sign = signOf(form, name);
    const lines: Line[] = [];
    if (one !== null)
      lines.push({ name, sign, dash: '2 2.5', values: unitColumn(one), isThin: true });
    if (other !== null) lines.push({ name, sign, dash: undefined, values: unitColumn(other) });
    return [chartOf(lines)];
  });
}

/** The values of the chosen unit over the rows. */
function unitColumn({ shape, values }: Values): number[] {
  const [rows = 0, units = 0] = shape;
  const chosen = Math.min(unit.value, units - 1);
  return Array.from({ length: rows }, (_, n) => values[n * units + chosen] ?? 0);
}

function chartOf(lines: Line[]): Chart {
  const all = lines.flatMap(({ values }) => values);
  const isGates = lines.every(({ name }) => name.endsWith('Gate'));
  if (isGates && all.every((value) => value >= 0 && value <= 1.0001))
    return { lines, least: 0, most: 1 };
  const reach = Math.max(1, ...all.map((value) => Math.ceil(Math.abs(value) - 1e-4)));
  return { lines, least: -reach, most: reach };
}

/** One unit's gates and states as lines that run down beside the rows. */
export function UnitPanel() {
  const shown = charts.value;
  const pair = compared.value;
  return (
    <Panel
      area="unit"
      title={`Unit ${unit.value}`}
      sub={pair === null ? 'over the rows' : undefined}
      query={unitQuery}
      downloads={unitDownloads()}
      isLate={reading.isLate.value}
    >
      <div class="charts">
        {shown.map((chart, n) => (
          <figure key={n} class="chart" data-chart={chart.lines.map(({ name }) => name).join(' ')}>
            <figcaption class="map-title legend">
              {legendOf(chart, pair !== null).map((line) => (
                <span>
                  {pair === null && <Dash line={line} />} <Symbol sign={line.sign} />
                </span>
              ))}
            </figcaption>
            <UnitLines {...chart} row={row.value} rows={rowCount.value} />
            <div class="unit-axis" aria-hidden="true">
              <span class="start">{short(chart.least)}</span>
              <span class="middle">{short((chart.least + chart.most) / 2)}</span>
              <span class="end">{short(chart.most)}</span>
            </div>
            <p class={`now small ${chart.lines.length > 2 ? 'many' : ''}`}>
              {pair === null ? (
                chart.lines.map(({ name, sign }) => (
                  <span class={`mark-${sign.mark}`}>
                    <Symbol sign={sign} /> {fixed(nowOf(name), 3)}
                  </span>
                ))
              ) : (
                <CompareKey n={n} titles={[pair.first.title, pair.second.title]} />
              )}
            </p>
          </figure>
        ))}
      </div>
    </Panel>
  );
}

function nowOf(name: string): number {
  const main = reading.value.value;
  return main === null ? 0 : valueAt(ofLayer(main.activations, name), row.value, unit.value);
}

function legendOf({ lines }: Chart, isCompared: boolean): Line[] {
  return isCompared ? lines.slice(0, 1) : lines;
}

function CompareKey({ n, titles }: { n: number; titles: [string, string] }) {
  return (
    <span class="muted">
      <svg class="dash" viewBox="0 0 20 4" aria-hidden="true">
        <line x1="0" y1="2" x2="20" y2="2" stroke-dasharray={n === 0 ? '2 2.5' : undefined} />
      </svg>{' '}
      {titles[n]}
    </span>
  );
}

function Dash({ line: { dash, sign } }: { line: Line }) {
  return (
    <svg class={`dash mark-${sign.mark}`} viewBox="0 0 20 4" aria-hidden="true">
      <line x1="0" y1="2" x2="20" y2="2" stroke-dasharray={dash} />
    </svg>
  );
}
