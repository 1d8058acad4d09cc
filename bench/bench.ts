import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { contenders, sgemm, time } from './contenders.ts';
import { inspectionTimes } from './inspectionTimes.ts';
import { report, type Measured } from './report.ts';

/*
 * `npm run bench`: our engines and other libraries side by side, written to docs/benchmarks.md. Takes
 * about ten minutes, and wants the machine for itself. A contender that fails is left out, and says why.
 */
const ROUNDS = 2;
const threads = Number(process.env.GATESCOPE_THREADS ?? availableParallelism());
const measured: Measured[] = contenders(threads).map((contender) => {
  return { contender, version: '', ms: new Map(), fastestMs: new Map() };
});
let [gflops, sgemmVersion] = [0, ''];

for (let round = 1; round <= ROUNDS; round++) {
  console.error(`round ${round} of ${ROUNDS}`);
  const [floor] = await time(sgemm(threads));
  gflops = Math.max(gflops, floor?.gflops ?? 0);
  sgemmVersion = `PyTorch ${floor?.version ?? ''}`;
  for (const entry of measured) await measure(entry);
}
const complete = measured.filter(({ ms }) => ms.size > 0);
const inspection = await inspectionTimes(threads);
const text = report({ threads, gflops, sgemmVersion, measured: complete, inspection });
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), text);
console.log(text);

async function measure(entry: Measured): Promise<void> {
  console.error(`  ${entry.contender.title}`);
  try {
    for (const { version, model, ms, fastestMs } of await time(entry.contender)) {
      if (model === undefined || ms === undefined) continue;
      entry.version = version;
      keepLeast(entry.ms, model, ms);
      keepLeast(entry.fastestMs, model, fastestMs ?? ms);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

function keepLeast(ms: Map<string, number>, model: string, value: number): void {
  ms.set(model, Math.min(value, ms.get(model) ?? Infinity));
}
