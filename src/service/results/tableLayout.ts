/** The table of the homework (docs/questions.md): two blocks with the same columns. */
const columns = [
  { title: '(1 layer, 32 units)', size: '32' },
  { title: '(1 layer, 64 units)', size: '64' },
  { title: '(1 layer, 128 units)', size: '128' },
  { title: '(3 layers, 32 units)', size: '3x32' },
] as const;

export interface LayoutBlock {
  title: string;
  columns: { title: string; architecture: string }[];
}

/** Which architecture stands where. */
export function tableLayout(resetAfter: boolean): LayoutBlock[] {
  const block = (title: string, slugOf: (size: string) => string): LayoutBlock => ({
    title,
    columns: columns.map(({ title: head, size }) => ({ title: head, architecture: slugOf(size) })),
  });
  return [
    block('LSTM', (size) => `lstm-${size}`),
    block('GRU', (size) => (resetAfter ? `gru-${size}` : `gru-${size}-reset-before`)),
  ];
}
