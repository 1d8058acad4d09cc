import { isRecurrent } from '../../networks/recipe.ts';
import { Mistake } from '../parts/Mistake.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { changeLook } from '../state/store.ts';
import { insideQuery } from './asGraphql.ts';
import { ColourBar } from './ColourBar.tsx';
import { ComparedMaps } from './ComparedMaps.tsx';
import { scaleOf, type ColourScale } from './colours.ts';
import { insideDownloads } from './downloads.ts';
import { HeatMap, hovered } from './HeatMap.tsx';
import { comparedMap, mapNames, shownMaps } from './mapChoice.ts';
import { layout, mapSizes } from './mapLayout.ts';
import { RowAxis } from './RowAxis.tsx';
import { network } from './models.ts';
import { layerActivations, reading } from './reading.ts';
import { letterOf, signOf, Symbol } from './symbols.tsx';
import { compared, layer, ofLayer, unitCount } from './view.ts';

/** Gates, candidate and states of a layer as maps of rows by units. */
export function InsidePanel() {
  const form = network.value;
  const pair = compared.value;
  const isWhole = form !== null && !isRecurrent(form);
  return (
    <Panel
      area="inside"
      title={pair?.kind === 'change' ? 'Inside, changed' : 'Inside'}
      sub={
        hovered.value ??
        (pair === null ? `layer ${layer.value}, ${unitCount.value} units` : undefined)
      }
      tools={!isWhole && <MapChoice />}
      query={insideQuery}
      downloads={insideDownloads()}
      isLate={reading.isLate.value}
    >
      {isWhole ? <NoSteps /> : pair === null ? <Maps /> : <ComparedMaps pair={pair} />}
      <Mistake error={reading.error.value} />
    </Panel>
  );
}

function NoSteps() {
  return (
    <p class="empty">
      This network sees the whole image at once: it has no rows to go by, no gates and no memory.
      Its answer is on the right. Choose a GRU, an LSTM or an RNN to look inside.
    </p>
  );
}

/** Which maps are shown, where not all fit; in a comparison, which one. */
function MapChoice() {
  const form = network.value;
  const names = mapNames.value;
  if (form === null || names.length < 2) return null;
  const labelOf = (name: string) => <Symbol sign={signOf(form, name)} isPlain />;
  if (compared.value !== null) {
    return (
      <Segments
        name="Map to compare"
        value={comparedMap.value}
        options={names.map((value) => ({
          value,
          label: labelOf(value),
          title: signOf(form, value).title,
        }))}
        onChange={(name) => changeLook({ maps: [name] }, 'move')}
      />
    );
  }
  const shown = shownMaps.value;
  if (shown.length === names.length) return null;
  const toggle = (name: string) => {
    const rest = shown.filter((other) => other !== name);
    const next = shown.includes(name) ? rest : [...rest.slice(1), name];
    if (next.length > 0) changeLook({ maps: next }, 'move');
  };
  return (
    <span class="segments" role="group" aria-label="Maps">
      {names.map((name) => (
        <button
          type="button"
          aria-pressed={shown.includes(name)}
          title={signOf(form, name).title}
          onClick={() => toggle(name)}
        >
          {labelOf(name)}
        </button>
      ))}
    </span>
  );
}

function Maps() {
  const main = reading.value.value;
  const form = network.value;
  const shown = shownMaps.value;
  const { width, gap } = mapSizes(Math.max(1, shown.length), Math.max(1, unitCount.value));
  if (main === null || form === null) {
    return <div class="maps skeleton" style={{ height: '280px', marginTop: '20px' }} />;
  }
  const maps = shown.flatMap((name) => {
    const values = ofLayer(main.activations, name);
    const described = layerActivations.value.find((one) => one.name.endsWith(`.${name}`));
    if (values === null || described === undefined) return [];
    return [{ name, values, scale: scaleOf(described, [values]) }];
  });
  return (
    <div class="maps-and-bars">
      <div class="maps" style={{ gap: `${gap}px` }}>
        {layout.value === 'narrow' && <RowAxis />}
        {maps.map(({ name, values, scale }) => {
          const sign = signOf(form, name);
          return (
            <HeatMap
              key={name}
              {...{ name, values, scale, width }}
              letter={letterOf(sign)}
              title={
                <>
                  <Symbol sign={sign} isPlain /> <span class="muted">{sign.title}</span>
                </>
              }
            />
          );
        })}
      </div>
      <div class="maps bars" style={{ gap: `${gap}px` }}>
        {groups(maps).map(({ scale, names }) => (
          <ColourBar scale={scale} width={`${names.length * width + (names.length - 1) * gap}px`}>
            {names.map((name, n) => (
              <>
                {n > 0 && ', '}
                <Symbol sign={signOf(form, name)} isPlain />
              </>
            ))}
          </ColourBar>
        ))}
      </div>
    </div>
  );
}

/** Neighbours with the same scale share a bar. */
function groups(
  maps: { name: string; scale: ColourScale }[],
): { scale: ColourScale; names: string[] }[] {
  const made: { scale: ColourScale; names: string[] }[] = [];
  for (const { name, scale } of maps) {
    const last = made.at(-1);
    if (last?.scale.least === scale.least && last.scale.most === scale.most) last.names.push(name);
    else made.push({ scale, names: [name] });
  }
  return made;
}
