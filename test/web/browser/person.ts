import type { Browser, BrowserContext, Page } from 'playwright-core';

interface Arrival {
  path?: string;
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

/** A page in a fresh profile that hears of every complaint and of every request to elsewhere. */
export class Person {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** Errors in the console and in scripts, and hosts that are not the service. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.#context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== url && !['data:', 'blob:'].includes(protocol)) {
        this.complaints.push(`request to ${origin}`);
      }
    });
  }

  static async arrive(
    browser: Browser,
    url: string,
    { path = '/', width = 1440, height = 900, theme = 'light' }: Arrival = {},
  ): Promise<Person> {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height },
      colorScheme: theme,
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const person = new Person(context, page, url);
    await page.goto(path);
    return person;
  }

  /** The digit that the answer panel shows. */
  answer(): Promise<string> {
    return this.page.locator('.area-now .digit').last().innerText();
  }

  /** The numbers of the answer panel, one for each class. */
  probabilities(): Promise<string[]> {
    return this.page.locator('.area-now .bars .value').allInnerTexts();
  }

  /** Draws lines over the image, each given by points in pixels of 28 × 28. */
  async draw(...strokes: [x: number, y: number][][]): Promise<void> {
    const box = (await this.page.locator('canvas.drawing').boundingBox())!;
    const { mouse } = this.page;
    for (const [first, ...rest] of strokes) {
      const at = ([x, y]: [number, number]): [number, number] => [
        box.x + (x / 28) * box.width,
        box.y + (y / 28) * box.height,
      ];
      await mouse.move(...at(first!));
      await mouse.down();
      for (const point of rest) await mouse.move(...at(point), { steps: 4 });
      await mouse.up();
    }
  }

  leave(): Promise<void> {
    return this.#context.close();
  }
}

/** A 7 as most people draw it. */
export const SEVEN: [number, number][] = [
  [7, 6],
  [20, 6],
  [13, 23],
];
