import type { ListedFragment } from '../api/documents.ts';

/** The range of the accuracies on one axis, in whole percents. */
export interface Axis {
  least: number;
  most: number;
  ticks: number[];
}

export function whiskerAxis(models: readonly ListedFragment[]): Axis {
  const ends = models.flatMap(({ evaluation }) => evaluation?.accuracyInterval ?? []);
  if (ends.length === 0) return { least: 0.9, most: 1, ticks: [] };
  const sorted = [...ends].sort((a, b) => a - b);
  // One bad model must not press all others together.
  const low = Math.max(sorted[0]!, sorted[Math.floor(sorted.length / 2)]! - 0.08);
  const least = Math.floor(100 * low) / 100;
  const most = Math.min(1, Math.ceil(100 * sorted.at(-1)! + 0.3) / 100);
  const step = most - least > 0.05 ? 0.02 : 0.01;
  const first = Math.ceil(least / step) * step;
  const ticks = Array.from({ length: 12 }, (_, n) => first + n * step).filter(
    (tick) => tick < most - step / 4,
  );
  return { least, most, ticks };
}

function place({ least, most }: Axis, value: number): string {
  return `${100 * Math.max(0, Math.min(1, (value - least) / (most - least)))}%`;
}

export function WhiskerAxis({ axis }: { axis: Axis }) {
  return (
    <span class="whisker-axis" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <span style={{ left: place(axis, tick) }}>{Math.round(100 * tick)}</span>
      ))}
    </span>
  );
}

interface WhiskerProps {
  axis: Axis;
  accuracy: number;
  interval: readonly number[];
}

/** A dot with the interval in which the accuracy lies. */
export function Whisker({
  axis,
  accuracy,
  interval: [low = accuracy, high = accuracy],
}: WhiskerProps) {
  return (
    <span class="whisker-box" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <span class="grid" style={{ left: place(axis, tick) }} />
      ))}
      <span
        class="interval"
        style={{
          left: place(axis, low),
          width: `calc(${place(axis, high)} - ${place(axis, low)})`,
        }}
      />
      <span class="mean" style={{ left: place(axis, accuracy) }} />
    </span>
  );
}
