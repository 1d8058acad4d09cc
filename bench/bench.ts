import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { contenders, pixelContenders, sgemm, time, type Contender } from './contenders.ts';
import { inspectionTimes } from './inspectionTimes.ts';
import type { Measured } from './measured.ts';
import { report } from './report.ts';

/*
 * `npm run bench`: our engines and other libraries side by side, written to docs/benchmarks.md. Takes
 * about half an hour, and wants the machine for itself. A contender that fails is left out, and says why.
 */
const ROUNDS = 2;
const threads = Number(process.env.GATESCOPE_THREADS ?? availableParallelism());
const unmeasured = (contender: Contender): Measured => {
  return { contender, version: '', ms: new Map(), fastestMs: new Map() };
};
const measured = contenders(threads).map(unmeasured);
const pixels = pixelContenders(threads).map(unmeasured);
let [gflops, sgemmVersion] = [0, ''];

for (let round = 1; round <= ROUNDS; round++) {
  console.error(`round ${round} of ${ROUNDS}`);
  const [floor] = await time(sgemm(threads));
  gflops = Math.max(gflops, floor?.gflops ?? 0);
  sgemmVersion = `PyTorch ${floor?.version ?? ''}`;
  for (const entry of [...measured, ...pixels]) await measure(entry);
}
const complete = measured.filter(({ ms }) => ms.size > 0);
const inspection = await inspectionTimes(threads);
const text = report({ threads, gflops, sgemmVersion, measured: complete, pixels, inspection });
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), text);
console.log(text);

async function measure(entry: Measured): Promise<void> {
  console.error(`  ${entry.contender.title}`);
  try {
    for (const { version, model, ms, fastestMs, peakMb } of await time(entry.contender)) {
      if (model === undefined || ms === undefined) continue;
      entry.version = version;
      keepLeast(entry.ms, model, ms);
      entry.peakMb = Math.max(peakMb ?? 0, entry.peakMb ?? 0);
      keepLeast(entry.fastestMs, model, fastestMs ?? ms);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

function keepLeast(ms: Map<string, number>, model: string, value: number): void {
  ms.set(model, Math.min(value, ms.get(model) ?? Infinity));
}
