/** Writes what describes the API: schema.graphql and docs/errors.md. */
import { printErrorReference } from '../src/http/errors/errorReference.ts';
import { printApiSchema } from '../src/resolvers/apiSchema.ts';
import { checkedIn } from './checkedIn.ts';

await checkedIn('schema.graphql', printApiSchema(), 'npm run schema');
await checkedIn('docs/errors.md', printErrorReference(), 'npm run schema');
