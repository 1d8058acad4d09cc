/** One seed's value, or the mean of several and their standard deviation. */
export interface TableValue {
  mean: number;
  /** Null for one seed. */
  deviation: number | null;
  /** That of each seed asked for, null where its run is missing; left out where none can be. */
  values?: readonly (number | null)[];
}

const DECIMALS = 4;

/**
 * To four decimals, as a table's cell has it: `0.9634 ± 0.0012`, or `0.9624 (1 of 3)` where there is
 * a run for some of the seeds alone, and `no run` where there is none.
 */
export function tableValueText(value: TableValue | null): string {
  if (value === null) return 'no run';
  const { mean, deviation, values = [] } = value;
  const spread = deviation === null ? '' : ` ± ${deviation.toFixed(DECIMALS)}`;
  const there = values.filter((one) => one !== null).length;
  const part = there === values.length ? '' : ` (${there} of ${values.length})`;
  return `${mean.toFixed(DECIMALS)}${spread}${part}`;
}
