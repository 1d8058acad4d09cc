import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fitDrawing } from '../../../src/data/fitDrawing.ts';
import { drawnPixels, DRAWING_SIZE } from '../../../src/web/state/drawing.ts';
import { pictureFromText, type Drawing } from '../../../src/web/state/picture.ts';
import { RunningService } from '../../running/runningService.ts';
import { openBrowser } from './openBrowser.ts';
import { Person, SEVEN } from './person.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** How long a person waits for what a slow machine does. */
const PATIENCE = { timeout: 30_000 };

let service: RunningService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([RunningService.start(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await service.remove();
});

const arrive = (path = '/', options = {}) =>
  Person.arrive(browser, service.url, { path, ...options });

/** The numbers of the equation at the cursor. */
const equation = (person: Person) => person.page.locator('.equations .number-line').allInnerTexts();

async function untilRead(person: Person): Promise<void> {
  await person.page.locator('.area-now .digit').first().waitFor(PATIENCE);
  await person.page.locator('.equations .number-line').first().waitFor(PATIENCE);
}

interface Trace {
  trace: { predictions: { label: number; probabilities: number[] }[] };
}

/** What the server makes of a drawing of an address, which the page has run itself. */
async function answerOfServer(image: string): Promise<string[]> {
  const size = { width: DRAWING_SIZE, height: DRAWING_SIZE };
  const { pixels } = fitDrawing(
    { ...size, grey: drawnPixels(pictureFromText(image) as Drawing) },
    { invert: false, fit: true },
    { rows: DRAWING_SIZE, columns: DRAWING_SIZE },
  );
  const { data } = await service.graphql<Trace>(
    'query ($pixels: [Float!]!) { trace(model: "gru-64", image: { pixels: $pixels }) { predictions { label probabilities } } }',
    { pixels: Array.from(pixels) },
  );
  return data.trace.predictions.at(-1)!.probabilities.map((value) => value.toFixed(3));
}

describe('Look', () => {
  it('opens with a model and a digit that is read', async () => {
    const person = await arrive('/?row=19');
    await untilRead(person);
    await expect.poll(() => person.answer(), PATIENCE).toBe('5');
    const { data } = await service.graphql<Trace>(
      '{ trace(model: "gru-64", image: { example: { index: 182 } }) { predictions { label probabilities } } }',
    );
    const expected = data.trace.predictions[19]!.probabilities.map((value) => value.toFixed(3));
    await expect.poll(() => person.probabilities(), PATIENCE).toEqual(expected);
    const [h, , z, , before, , written, , candidate] = (await equation(person)).map((text) =>
      Number(text.replace('−', '-')),
    );
    expect(z! * before! + written! * candidate!).toBeCloseTo(h!, 2);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('reads a 7 that is drawn, and reading it again from the address gives the same', async () => {
    const person = await arrive();
    await untilRead(person);
    await person.page.getByRole('button', { name: 'Clear' }).click();
    await expect
      .poll(() => person.page.locator('.area-now').innerText(), PATIENCE)
      .toContain('Draw a digit');
    await person.draw(SEVEN);
    await expect.poll(() => person.answer(), PATIENCE).toBe('7');
    await person.page.mouse.move(5, 5);
    const [numbers, terms] = [await person.probabilities(), await equation(person)];
    // The address follows the pen a moment later.
    const inAddress = () => new URL(person.page.url()).searchParams.get('image')!;
    await expect.poll(() => answerOfServer(inAddress()), PATIENCE).toEqual(numbers);

    const friend = await arrive(
      new URL(person.page.url()).pathname + new URL(person.page.url()).search,
    );
    await untilRead(friend);
    await expect.poll(() => friend.probabilities(), PATIENCE).toEqual(numbers);
    await expect.poll(() => equation(friend), PATIENCE).toEqual(terms);
    await person.page.reload();
    await untilRead(person);
    await expect.poll(() => person.probabilities(), PATIENCE).toEqual(numbers);
    expect([...person.complaints, ...friend.complaints]).toEqual([]);
    await Promise.all([person.leave(), friend.leave()]);
  });

  it('plays and steps through the rows', async () => {
    const person = await arrive('/?row=24');
    await untilRead(person);
    await person.page.locator('body').press('ArrowUp');
    await expect.poll(() => person.page.locator('.where').innerText()).toContain('23');
    await person.page.locator('body').press('ArrowRight');
    await expect.poll(() => person.page.locator('#title-unit').innerText()).toBe('Unit 46');
    await person.page.locator('body').press(' ');
    await expect.poll(() => person.page.locator('.where').innerText(), PATIENCE).toContain('27');
    await person.page.getByRole('button', { name: 'Play' }).waitFor(PATIENCE);
    await person.leave();
  });

  it('shuts a gate that is brushed, and shows what becomes of the answer', async () => {
    const person = await arrive();
    await untilRead(person);
    const map = person.page.locator('[data-map=updateGate]');
    const box = (await map.boundingBox())!;
    await person.page.mouse.move(box.x + 1, box.y + box.height * 0.2);
    await person.page.mouse.down();
    await person.page.mouse.move(box.x + box.width - 1, box.y + box.height - 2, { steps: 5 });
    await person.page.mouse.up();
    await person.page.getByText('Inside, changed').waitFor(PATIENCE);
    const chip = person.page.locator('.chip');
    await expect.poll(() => chip.innerText(), PATIENCE).toContain('held at 0');
    const before = await person.page.locator('.now-body').getAttribute('data-untouched');
    expect(before).toBe('5');
    const { data } = await service.graphql<Trace>(
      '{ trace(model: "gru-64", image: { example: { index: 182 } }, interventions: [{ activation: "layers.0.updateGate", set: 0, steps: { from: 5 } }]) { predictions { label probabilities } } }',
    );
    await expect
      .poll(() => person.page.locator('.now-body').getAttribute('data-answer'), PATIENCE)
      .toBe(String(data.trace.predictions.at(-1)!.label));
    await chip.getByRole('switch').click();
    await expect
      .poll(() => person.page.locator('#title-inside').innerText(), PATIENCE)
      .toBe('Inside');
    await person.page.goBack();
    await person.page.getByText('Inside, changed').waitFor(PATIENCE);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('finds an image that is misread', async () => {
    const person = await arrive('/?image=mnist.test.0');
    await untilRead(person);
    await person.page.locator('body').press('m');
    await person.page.waitForURL(
      (address) => address.searchParams.get('image') !== 'mnist.test.0',
      PATIENCE,
    );
    await expect
      .poll(() => person.page.locator('.area-now').innerText(), PATIENCE)
      .toContain('wrong');
    await person.leave();
  });

  it('shows two models beside each other', async () => {
    const person = await arrive('/?model=gru-32&beside-model=lstm-32');
    await untilRead(person);
    await expect.poll(() => person.page.locator('.second-equation').count(), PATIENCE).toBe(2);
    await expect.poll(() => person.page.locator('.strip').count(), PATIENCE).toBe(2);
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('says of a network without rows why there is nothing inside', async () => {
    const person = await arrive('/?model=cnn');
    await expect
      .poll(() => person.page.locator('.area-inside').innerText(), PATIENCE)
      .toContain('sees the whole image');
    await expect.poll(() => person.answer(), PATIENCE).toBe('5');
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('leaves only the parts that a teacher wants', async () => {
    const person = await arrive('/?show=image,answer');
    await person.page.locator('.area-now .digit').waitFor(PATIENCE);
    expect(await person.page.locator('.panel').count()).toBe(4);
    expect(await person.page.locator('header.bar').count()).toBe(0);
    await person.leave();
  });

  it('can be drawn on and read by keys alone', async () => {
    const person = await arrive();
    await untilRead(person);
    await person.page.getByRole('button', { name: 'Clear' }).press('Enter');
    await person.page.locator('canvas.drawing').focus();
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'Enter'])
      await person.page.keyboard.press(key);
    await person.page.waitForURL(/image=draw\./, PATIENCE);
    await untilRead(person);
    await person.page.locator('[data-map=hiddenState]').focus();
    await person.page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => person.page.getByRole('status').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^h, row 27, unit 44: /));
    await person.leave();
  });

  it('gives its queries to GraphiQL and its numbers as files', async () => {
    const person = await arrive();
    await untilRead(person);
    const link = person.page.getByRole('link', { name: 'As GraphQL: answer' });
    await link.focus();
    const query = new URL((await link.getAttribute('href'))!, service.url).searchParams.get(
      'query',
    )!;
    const { data, errors } = await service.graphql<Trace>(query);
    expect(errors).toBeUndefined();
    expect(data.trace.predictions.at(-1)!.label).toBe(5);
    const more = person.page.getByRole('button', { name: 'Download: answer' });
    await more.click();
    await person.page.getByRole('menuitem', { name: 'Table' }).click();
    const cells = person.page.getByRole('dialog').locator('tbody tr').last().locator('td');
    expect(Number(await cells.nth(5).innerText())).toBeCloseTo(
      data.trace.predictions.at(-1)!.probabilities[5]!,
      3,
    );
    await person.page.getByRole('button', { name: 'Close' }).click();
    await more.click();
    const [download] = await Promise.all([
      person.page.waitForEvent('download'),
      person.page.getByRole('menuitem', { name: 'CSV' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(text).toHaveLength(29);
    const last = text.at(-1)!.split(',').slice(1).map(Number);
    expect(last[5]).toBeCloseTo(data.trace.predictions.at(-1)!.probabilities[5]!, 6);
    await person.leave();
  });
});

describe('Train', () => {
  it('trains a model, which one then looks into', async () => {
    const person = await arrive('/train?o-units=8&o-epochs=1&o-name=seen-in-a-browser');
    await expect.poll(() => person.page.locator('.cost').innerText(), PATIENCE).toContain('215');
    await person.page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect
      .poll(() => person.page.locator('.run-head').innerText(), { timeout: 60_000 })
      .toMatch(/seen-in-a-browser[^]*done/);
    await expect.poll(() => person.page.locator('.frame').count(), PATIENCE).toBeGreaterThan(1);
    await person.page.getByRole('button', { name: 'Look inside' }).click();
    await untilRead(person);
    expect(new URL(person.page.url()).searchParams.get('model')).toBe('seen-in-a-browser');
    expect(person.complaints).toEqual([]);
    await person.leave();
  }, 120_000);

  it('says at the field what is wrong with it', async () => {
    const person = await arrive('/train?o-units=0');
    await person.page.getByRole('button', { name: 'Train', exact: true }).click();
    const alert = person.page.locator('.form-row', { hasText: 'Units' }).getByRole('alert');
    await expect.poll(() => alert.innerText(), PATIENCE).toContain('1 to 1024, got 0');
    await person.leave();
  });
});

describe('Zoo and Data', () => {
  it('sorts, filters and compares the models', async () => {
    const person = await arrive('/zoo');
    const names = person.page.locator('.zoo-table tbody th');
    await expect.poll(() => names.first().innerText(), PATIENCE).toBe('gru-128');
    await person.page.getByRole('radio', { name: 'LSTM' }).click();
    const cells = person.page.locator('.zoo-table tbody .column-cell');
    await expect
      .poll(async () => [...new Set(await cells.allInnerTexts())], PATIENCE)
      .toEqual(['LSTM']);
    await names.filter({ hasText: /^lstm-32$/ }).click();
    await expect.poll(() => person.page.locator('#title-card').innerText()).toBe('lstm-32');
    await expect.poll(() => person.page.locator('.confusion .right').count(), PATIENCE).toBe(10);
    await person.page.reload();
    await expect
      .poll(() => person.page.locator('#title-card').innerText(), PATIENCE)
      .toBe('lstm-32');
    expect(person.complaints).toEqual([]);
    await person.leave();
  });

  it('shows the images of a class', async () => {
    const person = await arrive('/data?class=7');
    const captions = person.page.locator('.big-gallery figcaption');
    await expect.poll(() => captions.count(), PATIENCE).toBeGreaterThan(20);
    expect((await captions.allInnerTexts()).every((text) => text.endsWith(': 7'))).toBe(true);
    await captions.first().click();
    await untilRead(person);
    await expect.poll(() => person.page.locator('.truth').innerText(), PATIENCE).toContain('7');
    await person.leave();
  });
});

describe('when something goes wrong', () => {
  it('says what the API says, where it was asked', async () => {
    const person = await arrive('/?image=mnist.test.99999');
    await expect
      .poll(() => person.page.locator('.area-image').innerText(), PATIENCE)
      .toContain('EXAMPLE_NOT_FOUND');
    await person.leave();
  });

  it('says that the server is lost, and goes on when it is back', async () => {
    const person = await arrive();
    await untilRead(person);
    await person.page.route('**/graphql', (route) => route.abort());
    await person.page.getByRole('button', { name: 'Next image' }).click();
    await expect.poll(() => person.page.locator('.lost').count(), PATIENCE).toBe(1);
    await person.page.unroute('**/graphql');
    await expect.poll(() => person.page.locator('.lost').count(), PATIENCE).toBe(0);
    await expect.poll(() => person.page.locator('.truth').innerText(), PATIENCE).not.toContain('5');
    await person.leave();
  });
});

interface AxeFinding {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

describe('accessibility', () => {
  const pages = ['/', '/?change=0.updateGate;40-47;12-27;hold;1', '/train', '/zoo', '/data'];
  it.each(pages)('axe finds nothing in %s, light and dark', async (path) => {
    const person = await arrive(path);
    await person.page.waitForLoadState('networkidle');
    await person.page.evaluate(axe);
    expect(await findings(person, '{ resultTypes: ["violations"] }')).toEqual([]);
    await person.page.emulateMedia({ colorScheme: 'dark' });
    await person.page.locator('html[data-theme=dark]').waitFor(PATIENCE);
    expect(await findings(person, '{ runOnly: ["color-contrast"] }')).toEqual([]);
    await person.leave();
  });

  async function findings(person: Person, options: string): Promise<string[]> {
    const found = await person.page.evaluate<AxeFinding[]>(
      `axe.run(${options}).then(({ violations }) => violations)`,
    );
    return found.map(({ id, nodes }) => {
      const where = nodes.map(({ html }) => html).join(' | ');
      return `${id}: ${where.slice(0, 400)}`;
    });
  }
});
