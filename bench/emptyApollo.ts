import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';

/*
 * A floor of the inspection benchmark: `node emptyApollo.ts PORT` is Apollo behind Express as their guides
 * set them up, with a field that does nothing.
 */
const [port] = process.argv.slice(2);
const apollo = new ApolloServer({
  typeDefs: 'type Query { nothing: Int }',
  resolvers: { Query: { nothing: () => null } },
  plugins: [ApolloServerPluginCacheControlDisabled()],
  stopOnTerminationSignals: false,
});
await apollo.start();

const app = express();
app.get('/ready', (_request, response) => {
  response.json({});
});
app.use('/graphql', express.json(), expressMiddleware(apollo));
app.listen(Number(port), '127.0.0.1');
