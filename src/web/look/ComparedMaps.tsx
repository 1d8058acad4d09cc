import { ColourBar } from './ColourBar.tsx';
import { differenceOf, differenceScale, scaleOf } from './colours.ts';
import { HeatMap } from './HeatMap.tsx';
import { comparedMap } from './mapChoice.ts';
import { mapSizes, roomForMaps } from './mapLayout.ts';
import { activationList } from '../../networks/activationList.ts';
import { letterOf, signOf, Symbol } from './symbols.tsx';
import { ofLayer, type Compared, type Side } from './view.ts';

/** One activation of both readings, and where it can be had the difference. */
export function ComparedMaps({ pair }: { pair: Compared }) {
  const { first, second, hasDifference } = pair;
  const [one, other] = [mapOf(first), mapOf(second)];
  if (one === null || other === null) return null;
  const units = Math.max(one.values.shape[1] ?? 1, other.values.shape[1] ?? 1);
  const wanted = hasDifference ? 3 : 2;
  const { width: whole, gap, count } = mapSizes(wanted, units);
  // All of them belong together, so here they rather share what room there is.
  const width = count < wanted ? (roomForMaps.value - (wanted - 1) * gap) / wanted : whole;
  const scale = scaleOf(one, [one.values, other.values]);
  const difference = hasDifference ? differenceOf(other.values, one.values) : null;
  const sides = [
    { ...one, title: first.title },
    { ...other, title: second.title },
  ];
  return (
    <div class="maps-and-bars">
      <div class="maps" style={{ gap: `${gap}px` }}>
        {sides.map(({ name, sign, values, title }, n) => (
          <HeatMap
            key={n}
            {...{ name, values, scale, width }}
            canBrush={n === 1 && pair.kind === 'change'}
            hasBoxes={n === 1}
            letter={`${letterOf(sign)} ${title}`}
            title={
              <>
                <Symbol sign={sign} isPlain /> <span class="muted">{title}</span>
              </>
            }
          />
        ))}
        {difference && (
          <HeatMap
            name={one.name}
            values={difference}
            scale={differenceScale(difference)}
            width={width}
            canBrush={false}
            hasBoxes={false}
            letter={`difference of ${letterOf(one.sign)}`}
            title={
              <>
                <Symbol sign={one.sign} isPlain />{' '}
                <span class="muted">
                  {pair.kind === 'change' ? 'changed − untouched' : 'second − first'}
                </span>
              </>
            }
          />
        )}
      </div>
      <div class="maps bars" style={{ gap: `${gap}px` }}>
        <ColourBar scale={scale} width={`${2 * width + gap}px`}>
          <Symbol sign={one.sign} isPlain />
        </ColourBar>
        {difference && (
          <ColourBar scale={differenceScale(difference)} width={`${width}px`}>
            difference
          </ColourBar>
        )}
      </div>
    </div>
  );
}

/** The chosen activation, or the hidden state of a network that lacks it. */
function mapOf({ reading, activations }: Side) {
  for (const name of [comparedMap.value, 'hiddenState']) {
    const values = ofLayer(activations, name);
    const described = activationList(reading.network).find((one) => one.name.endsWith(`.${name}`));
    if (values === null || described === undefined) continue;
    return { name, values, range: described.range, sign: signOf(reading.network, name) };
  }
  return null;
}
