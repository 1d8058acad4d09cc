import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** Lines of cells; the first is the head. */
export type Table = readonly (readonly (string | number)[])[];

const shown = signal<{ title: string; table: Table } | null>(null);

export function showTable(title: string, table: () => Table): void {
  shown.value = { title, table: table() };
}

/** The numbers behind a picture, for who cannot see it or wants them exactly. */
export function TableDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const now = shown.value;
  useEffect(() => {
    if (now !== null) dialog.current?.showModal();
  }, [now]);
  if (now === null) return null;
  const [head = [], ...lines] = now.table;
  return (
    <dialog
      ref={dialog}
      class="keys numbers"
      aria-label={`Numbers: ${now.title}`}
      onClose={() => (shown.value = null)}
    >
      <h2>Numbers: {now.title}</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of numbers">
        <table>
          <thead>
            <tr>
              {head.map((cell) => (
                <th scope="col" class="number">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(([first, ...rest]) => (
              <tr>
                <th scope="row" class="number">
                  {first}
                </th>
                {rest.map((cell) => (
                  <td class="number">{shortened(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}

function shortened(cell: string | number): string {
  if (typeof cell === 'string' || Number.isInteger(cell)) return String(cell);
  return cell.toFixed(4).replace('-', '−');
}
