import { row, rowCount } from './view.ts';

/** Numbers beside the rows, and the cursor's on a tag. */
export function RowAxis() {
  const rows = rowCount.value;
  const every = rows <= 12 ? 1 : 5;
  const numbers = Array.from({ length: Math.ceil(rows / every) }, (_, n) => n * every);
  const isClear = (n: number) => Math.abs(n - row.value) * (280 / rows) > 14;
  return (
    <div class="row-axis" aria-hidden="true">
      {numbers.filter(isClear).map((n) => (
        <span style={{ top: `${((n + 0.5) / rows) * 100}%` }}>{n}</span>
      ))}
      <span class="tag" style={{ top: `${((row.value + 0.5) / rows) * 100}%` }}>
        {row.value}
      </span>
    </div>
  );
}
