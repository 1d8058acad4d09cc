import { row, rowCount } from './view.ts';

/** The frame around the row of the cursor, and a veil over what is not read yet. */
export function RowCursor() {
  const rows = rowCount.value;
  const part = 100 / rows;
  const isLast = row.value >= rows - 1;
  return (
    <>
      {!isLast && <span class="veil" style={{ top: `${(row.value + 1) * part}%` }} />}
      <span class="row-frame" style={{ top: `${row.value * part}%`, height: `${part}%` }} />
    </>
  );
}
