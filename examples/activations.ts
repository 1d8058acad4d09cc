/*
 * Fetches what happens inside a model as it reads a test image, and prints what came. Node alone:
 *
 *   npx tsx examples/activations.ts MODEL [INDEX] [ADDRESS]
 *
 * INDEX is the test image (0), ADDRESS the service (http://127.0.0.1:4000). All activations come from
 * one run of the network, as base64 of little-endian float32, which is small and quick to read.
 */
const [model, index = '0', address = 'http://127.0.0.1:4000'] = process.argv.slice(2);
if (model === undefined || !/^\d+$/.test(index)) {
  console.error('usage: npx tsx examples/activations.ts MODEL [INDEX] [ADDRESS]');
  process.exit(2);
}

interface Packed {
  name: string;
  shape: number[];
  axes: string[];
  base64: string;
}

const { activationNames } = await ask<{ activationNames: { name: string }[] }>(
  'query ($model: ID!) { activationNames(model: $model) { name } }',
  { model },
);
const { trace } = await ask<{ trace: { image: { label: number }; activations: Packed[] } }>(
  `query ($model: ID!, $index: Int!, $names: [String!]!) {
    trace(image: { example: { index: $index } }, model: $model) {
      image { label }
      activations(names: $names) { name shape axes base64 }
    }
  }`,
  { model, index: Number(index), names: activationNames.map(({ name }) => name) },
);

console.log(`${model} reads test image ${index}, a ${trace.image.label}`);
for (const { name, shape, axes, base64 } of trace.activations) {
  const values = unpack(base64);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const described = `${shape.join(' × ')} (${axes.join(' × ')})`;
  console.log(`${name}: ${described}, ${least.toFixed(4)} to ${most.toFixed(4)}`);
}

/** Little-endian float32, whatever this machine's own order is. */
function unpack(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(4 * n));
}

/** Ends the program with the service's own words when it refuses. */
async function ask<Answer>(query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }).catch(() => {
    console.error(`${address} does not answer`);
    process.exit(1);
  });
  const { data, errors } = (await response.json()) as {
    data?: Answer;
    errors?: { message: string }[];
  };
  if (errors === undefined && data !== undefined) return data;
  console.error((errors ?? []).map(({ message }) => message).join('\n'));
  process.exit(1);
}
