/** One seed's value, or the mean of several and their standard deviation. */
export interface TableValue {
  mean: number;
  /** Null for one seed. */
  deviation: number | null;
}

const DECIMALS = 4;

/** To four decimals, as a table's cell has it; `–` where there is no result. */
export function tableValueText(value: TableValue | null): string {
  if (value === null) return '–';
  const { mean, deviation } = value;
  const spread = deviation === null ? '' : ` ± ${deviation.toFixed(DECIMALS)}`;
  return `${mean.toFixed(DECIMALS)}${spread}`;
}
