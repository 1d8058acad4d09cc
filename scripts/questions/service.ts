import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const examples = new URL('../../examples/questions/', import.meta.url);
/** Three models of up to 2,149 steps on a slow machine. */
const TRAINING_PATIENCE_MS = 15 * 60_000;

/** The running service that answers the questions. */
export class QuestionedService {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** @throws Error with the service's own words when it refuses */
  async ask<Answer>(query: string): Promise<Answer> {
    const response = await fetch(`${this.#address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Answer;
      errors?: { message: string }[];
    };
    if (errors !== undefined || data === undefined) {
      throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
    }
    return data;
  }

  /** The answer to a query of examples/questions, as it stands there. */
  async askExample<Answer>(file: string): Promise<Answer> {
    return this.ask<Answer>(await readFile(new URL(file, examples), 'utf8'));
  }

  /** Trains the models of the questions unless they are there. */
  async haveModels(slugs: readonly string[]): Promise<void> {
    if (await this.#has(slugs)) return;
    console.log(`training ${slugs.join(', ')}`);
    await this.askExample('train.graphql');
    const end = Date.now() + TRAINING_PATIENCE_MS;
    while (!(await this.#has(slugs))) {
      if (Date.now() > end) throw new Error(`${slugs.join(', ')} were not trained in time`);
      await sleep(500);
    }
  }

  async #has(slugs: readonly string[]): Promise<boolean> {
    const fields = slugs.map((slug, n) => `m${n}: model(model: "${slug}") { slug }`).join(' ');
    const found = await this.ask<Record<string, object | null>>(`{ ${fields} }`);
    return Object.values(found).every((model) => model !== null);
  }
}
