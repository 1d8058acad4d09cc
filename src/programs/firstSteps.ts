import { readFile } from 'node:fs/promises';
import { openStore } from '../store/store.ts';

/** Says where the service listens and, while there is no model, how to get one and look inside. */
export async function printFirstSteps(address: string, databaseUrl: string): Promise<void> {
  const lines = [
    '',
    'Gatescope is ready.',
    `  Apollo Sandbox   ${address}/graphql`,
    `  GraphiQL         ${address}/graphiql (needs no internet)`,
    '',
  ];
  if (!(await hasModels(databaseUrl))) {
    lines.push(
      'There is no model yet. Train one, which takes about a minute:',
      '',
      await example('train-lstm-32.graphql'),
      'and when it is done, see when it makes up its mind about the first test image:',
      '',
      await example('look-inside.graphql'),
    );
  }
  console.log(lines.join('\n'));
}

async function hasModels(databaseUrl: string): Promise<boolean> {
  const store = await openStore(databaseUrl);
  try {
    const { totalCount } = await store.models.list({ first: 1, after: null, filter: {} });
    return totalCount > 0;
  } finally {
    await store.close();
  }
}

/** An example as it stands in examples/, indented. */
async function example(file: string): Promise<string> {
  const text = await readFile(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
  return text.replace(/^(?=.)/gm, '    ');
}
