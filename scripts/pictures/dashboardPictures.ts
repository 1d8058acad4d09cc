/**
 * Takes the pictures of the dashboard in docs/figures/dashboard, of a service that runs:
 * `npm run pictures:dashboard [address]`.
 */
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { openBrowser } from '../../test/web/browser/openBrowser.ts';

const [address = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const folder = fileURLToPath(new URL('../../docs/figures/dashboard/', import.meta.url));
const MOST_BYTES = 400_000;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What each picture shows, and what is there when it can be taken. */
const views = {
  look: { path: '/?row=19', ready: '.gates tbody tr' },
  train: { path: '/train', ready: '.run-table tbody tr' },
  zoo: { path: '/zoo?card=gru-64', ready: '.confusion .right' },
  data: { path: '/data', ready: '.big-gallery .thumb' },
  complete: { path: '/complete', ready: '.complete' },
};
const shots = [
  ...Object.entries(views).flatMap(([name, view]) => [
    { ...view, name: `${name}-light`, theme: 'light' as const, size: WIDE },
    { ...view, name: `${name}-dark`, theme: 'dark' as const, size: WIDE },
    { ...view, name: `${name}-390`, theme: 'light' as const, size: PHONE },
  ]),
  {
    name: 'look-change',
    path: '/?change=0.updateGate;40-47;12-27;hold;1',
    ready: '.control-table',
    ...{ theme: 'light' as const, size: WIDE },
  },
  {
    name: 'look-beside',
    path: '/?model=gru-32&beside-model=lstm-32',
    ready: '.second-equation .number-line',
    ...{ theme: 'light' as const, size: WIDE },
  },
];
// An LSTM for the dark one: its six lines need the colours most.
shots.find(({ name }) => name === 'look-dark')!.path = '/?model=lstm-32&row=22&unit=7';

await mkdir(folder, { recursive: true });
const browser = await openBrowser();
for (const { name, path, ready, theme, size } of shots) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    baseURL: address,
  });
  const page = await context.newPage();
  await page.goto(path);
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState('networkidle');
  const file = `${folder}${name}.png`;
  await page.screenshot({ path: file });
  const { size: bytes } = await stat(file);
  console.log(`${name}.png ${bytes} bytes`);
  if (bytes > MOST_BYTES) throw new Error(`${name}.png has more than ${MOST_BYTES} bytes`);
  await context.close();
}
await browser.close();
