/*
 * Writes docs/results.md and its pictures from the database of a running service:
 * `npm run results [-- ADDRESS]`. Trains what is missing of seeds 1 to 3 first, which takes a while;
 * ADDRESS is http://127.0.0.1:4000 when not given.
 */
import { AskedService } from '../askedService.ts';
import { trainMissing } from './trainMissing.ts';
import { writeResults } from './writeResults.ts';

const service = new AskedService(process.argv[2] ?? 'http://127.0.0.1:4000');
try {
  const measured = await trainMissing(service);
  await writeResults(service, measured, {
    document: new URL('../../docs/results.md', import.meta.url),
    pictures: new URL('../../docs/figures/results/', import.meta.url),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
