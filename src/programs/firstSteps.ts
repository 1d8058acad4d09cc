import { readFile } from 'node:fs/promises';
import { openStore } from '../store/store.ts';

/**
 * Says where the service listens and, while every model is the zoo's, how to look into one and how to
 * train one.
 */
export async function printFirstSteps(address: string, databaseUrl: string): Promise<void> {
  const lines = [
    '',
    'Gatescope is ready.',
    `  Dashboard        ${address}/`,
    `  GraphiQL         ${address}/graphiql`,
    `  Apollo Sandbox   ${address}/graphql (loads from Apollo’s servers)`,
    '',
  ];
  if (!(await hasOwnModel(databaseUrl))) {
    lines.push(
      'The zoo’s models are trained already. See when gru-64 makes up its mind about the first test image:',
      '',
      await example('look-inside.graphql'),
      'and train one of your own, which takes seconds:',
      '',
      await example('train-lstm-32.graphql'),
    );
  }
  console.log(lines.join('\n'));
}

/** Lists are newest first, and the zoo is older than all else: the first model tells. */
async function hasOwnModel(databaseUrl: string): Promise<boolean> {
  const store = await openStore(databaseUrl);
  try {
    const { items } = await store.models.list({ first: 1, after: null, filter: {} });
    return items[0]?.origin === 'RUN';
  } finally {
    await store.close();
  }
}

/** An example as it stands in examples/, indented. */
async function example(file: string): Promise<string> {
  const text = await readFile(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
  return text.replace(/^(?=.)/gm, '    ');
}
