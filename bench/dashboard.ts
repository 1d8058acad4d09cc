/**
 * Measures the dashboard in Chromium, of a service that runs on the same machine:
 * `npm run bench:dashboard [address]`. What is measured stands in docs/benchmarks-dashboard.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import type { Browser, Page } from 'playwright-core';

import { openBrowser } from '../test/web/browser/openBrowser.ts';

const [address = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** Notes when anything was last drawn, and which tasks were long. */
const OBSERVE = `
  window.measured = { drawn: 0, pressed: 0, long: [], frames: [] };
  for (const name of ['putImageData', 'stroke', 'fill']) {
    const own = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      own.apply(this, args);
      window.measured.drawn = performance.now();
    };
  }
  addEventListener('pointermove', (event) => (window.measured.pressed = event.timeStamp), true);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.measured.long.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  window.countFrames = (milliseconds) => new Promise((resolve) => {
    const frames = [];
    const end = performance.now() + milliseconds;
    let last = performance.now();
    const frame = (now) => {
      frames.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(frame);
      else resolve(frames.slice(2));
    };
    requestAnimationFrame(frame);
  });
`;

function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

function report(what: string, value: string): void {
  console.log(`${what.padEnd(64)} ${value}`);
}

function reportSizes(): void {
  const page = readFileSync(`${built}index.html`, 'utf8');
  let first = 0;
  for (const name of readdirSync(`${built}assets`).sort()) {
    const bytes = readFileSync(`${built}assets/${name}`);
    const gzipped = gzipSync(bytes).length;
    const isFirst = page.includes(name) && /\.(js|css)$/.test(name);
    if (isFirst) first += gzipped;
    report(`${name}${isFirst ? ' (first view)' : ''}`, `${(gzipped / 1024).toFixed(1)} KB gzipped`);
  }
  report('script and style of the first view', `${(first / 1024).toFixed(1)} KB gzipped`);
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: address,
  });
  await context.addInitScript(OBSERVE);
  return context.newPage();
}

/** Until the answer and the equation stand there, from the start of the navigation. */
async function firstView(browser: Browser): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const page = await newPage(browser);
    await page.goto('/');
    await page.locator('.equations .number-line').first().waitFor();
    times.push(await page.evaluate<number>('performance.now()'));
    await page.context().close();
  }
  report(
    'first view, to answer and equation: median of 5',
    `${percentile(times, 0.5).toFixed(0)} ms`,
  );
}

/** Strokes in the top row, so that every row is run anew. */
async function drawing(browser: Browser): Promise<void> {
  const page = await newPage(browser);
  await page.goto('/?model=lstm-128&fit=off');
  await page.locator('.gates .curve circle').first().waitFor();
  const box = (await page.locator('canvas.drawing').boundingBox())!;
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  const latencies: number[] = [];
  await page.evaluate('window.measured.long.length = 0');
  for (let n = 0; n < 120; n++) {
    await page.mouse.move(box.x + 10 + ((n * 37) % 260), box.y + 2 + (n % 6));
    // Everything that follows an event is drawn before this: the worker answers in a few milliseconds.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 60))');
    const latency = await page.evaluate<number>('window.measured.drawn - window.measured.pressed');
    if (n >= 20 && latency > 0) latencies.push(latency);
  }
  await page.mouse.up();
  const long = await page.evaluate<number[]>('window.measured.long');
  report(
    'drawing with lstm-128, from the event to the last draw call',
    `median ${percentile(latencies, 0.5).toFixed(1)} ms, p95 ${percentile(latencies, 0.95).toFixed(1)} ms`,
  );
  report(
    'long tasks while drawing',
    `${long.length}, longest ${Math.max(0, ...long).toFixed(0)} ms`,
  );
  await page.context().close();
}

async function playing(browser: Browser): Promise<void> {
  const page = await newPage(browser);
  await page.goto('/?row=0');
  await page.locator('.gates .curve circle').first().waitFor();
  await page.keyboard.press(' ');
  const frames = await page.evaluate<number[]>('window.countFrames(2500)');
  reportFrames('play', frames);
  await page.context().close();
}

function reportFrames(what: string, frames: number[]): void {
  const dropped = frames.filter((frame) => frame > 25).length;
  report(
    what,
    `${(1000 / percentile(frames, 0.5)).toFixed(0)} frames a second, ${dropped} of ${frames.length} later than 25 ms`,
  );
}

const RUNS = 24;
const POINTS = 2_000;

/** A chart of runs that nobody has trained: the answers of the API are put in its place. */
async function charts(browser: Browser): Promise<void> {
  const page = await newPage(browser);
  const real = (await (
    await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ runs(first: 1) { nodes { id } } }' }),
    })
  ).json()) as { data: { runs: { nodes: { id: string }[] } } };
  const [{ id }] = real.data.runs.nodes as [{ id: string }];
  await page.route('**/graphql', async (route) => {
    const asked = route.request().postDataJSON() as {
      operationName?: string;
      variables: { run?: string };
    };
    if (asked.operationName !== 'Runs' && asked.operationName !== 'RunCurves') {
      await route.continue();
      return;
    }
    const body = JSON.stringify({
      ...asked,
      variables: { ...asked.variables, ...(asked.variables.run && { run: id }) },
    });
    const answer = (await (await route.fetch({ postData: body })).json()) as {
      data: { runs?: { nodes: { id: string }[] }; run?: Record<string, unknown> };
    };
    const { runs, run } = answer.data;
    if (runs)
      runs.nodes = Array.from({ length: RUNS }, (_, n) => ({ ...runs.nodes[0]!, id: `run${n}` }));
    if (run)
      Object.assign(run, {
        id: asked.variables.run,
        accuracy: made(0.9),
        test: made(0.5),
        train: made(0.4),
      });
    await route.fulfill({ json: answer });
  });
  await page.goto(`/train?${Array.from({ length: RUNS }, (_, n) => `curve=run${n}`).join('&')}`);
  await page
    .locator('.legend-table tbody tr')
    .nth(RUNS - 1)
    .waitFor();
  const box = (await page.locator('.curve-chart canvas').first().boundingBox())!;
  const moving = (async () => {
    for (let n = 0; n < 120; n++) await page.mouse.move(box.x + 50 + ((n * 5) % 300), box.y + 60);
  })();
  const frames = await page.evaluate<number[]>('window.countFrames(2000)');
  await moving;
  reportFrames(`a cursor over ${RUNS} curves of ${POINTS} points`, frames);
  await page.context().close();
}

function made(end: number): { step: number; value: number }[] {
  return Array.from({ length: POINTS }, (_, n) => ({
    step: n,
    value: end + 0.05 * Math.sin(n / 40) + (0.3 * n) / (POINTS * 10),
  }));
}

reportSizes();
report('processor', `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`);
const browser = await openBrowser();
await firstView(browser);
await drawing(browser);
await playing(browser);
await charts(browser);
await browser.close();
