import type { Contender } from './contenders.ts';

/** What a contender’s processes told, and how figures are written. */
export interface Measured {
  contender: Contender;
  version: string;
  /** Milliseconds a step by model; absent where it cannot run one. */
  ms: Map<string, number>;
  /** The same of the fastest call. */
  fastestMs: Map<string, number>;
  /** The most memory that its process had, in MB. */
  peakMb?: number | undefined;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function shown(ms: number | undefined): string {
  return ms === undefined ? '–' : ms.toFixed(2);
}

export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 ? '---' : '---:')));
  return [line(head), rule, ...rows.map(line)];
}
