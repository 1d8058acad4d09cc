import type { Sign } from './symbols.tsx';

export interface Line {
  name: string;
  sign: Sign;
  dash: string | undefined;
  /** One for each row. */
  values: number[];
  isThin?: boolean;
}

interface UnitLinesProps {
  lines: Line[];
  least: number;
  most: number;
  row: number;
  rows: number;
}

const WIDTH = 100;

/** Lines down the rows: what lies after the cursor is faint, what is at the cursor has a dot. */
export function UnitLines({ lines, least, most, row, rows }: UnitLinesProps) {
  const x = (value: number) => ((value - least) / (most - least)) * WIDTH;
  const path = (values: number[], from: number, to: number) =>
    values
      .slice(from, to)
      .map((value, n) => `${n === 0 ? 'M' : 'L'}${x(value).toFixed(2)} ${from + n + 0.5}`)
      .join('');
  return (
    <div class="lines rows">
      <svg viewBox={`0 0 ${WIDTH} ${rows}`} preserveAspectRatio="none" aria-hidden="true">
        <line class="grid" x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={rows} />
        {lines.map(({ values, sign, dash, isThin = false }) => (
          <g class={`mark-${sign.mark} ${isThin ? 'thin' : ''}`}>
            <path d={path(values, row, rows)} stroke-dasharray={dash} class="after" />
            <path d={path(values, 0, row + 1)} stroke-dasharray={dash} />
          </g>
        ))}
      </svg>
      {lines.map(({ values, sign }) => (
        <span
          class={`dot mark-${sign.mark}`}
          style={{ left: `${x(values[row] ?? 0)}%`, top: `${((row + 0.5) / rows) * 100}%` }}
        />
      ))}
    </div>
  );
}
