import { readFile } from 'node:fs/promises';

const examples = new URL('../examples/', import.meta.url);

/** A running Gatescope that a script asks. */
export class AskedService {
  readonly #address: string;

  /** @param address such as `http://127.0.0.1:4000` */
  constructor(address: string) {
    this.#address = address;
  }

  /** @throws Error when nothing answers there, or with the service's own words when it refuses */
  async ask<Answer>(query: string, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${this.#address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }).catch((cause: unknown) => {
      const message = `no Gatescope answers at ${this.#address}: start one with \`npm start\``;
      throw new Error(message, { cause });
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

  /** The answer to a query of examples/, as it stands there. */
  async askExample<Answer>(file: string): Promise<Answer> {
    return this.ask<Answer>(await readFile(new URL(file, examples), 'utf8'));
  }
}
