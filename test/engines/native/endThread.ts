import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/* For endOfProcess.test.ts: ends a thread that trains, and then by itself. */
const program = JSON.stringify(new URL('trainAndEnd.ts', import.meta.url).href);
const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
const inTypeScript = `import(${tsx}).then(({ register }) => { register(); return import(${program}); })`;
const worker = new Worker(inTypeScript, { eval: true });
await once(worker, 'message');
await worker.terminate();
console.log('terminated');
