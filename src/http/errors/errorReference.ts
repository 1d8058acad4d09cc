import { errorCodes } from '../../errors.ts';
import { httpStatus } from './httpStatus.ts';

const introduction = `# Errors

Written by \`npm run schema\` from src/errors.ts.

A message names the argument, what was expected and what came. Programs should go by the code, which
stays the same: \`extensions.code\` of an error, with the path of the argument in
\`extensions.argument\` where there is one, or \`code\` and \`field\` of a user error. Mistakes in what
a mutation is asked to do come back as its \`userErrors\`, and nothing is stored; everything else is an
error. Plain routes answer with \`{ "errors": [{ "message", "extensions" }] }\` and the HTTP status that
stands beside the code, or else 500.

`;

const ending = `
Errors of GraphQL itself keep Apollo's codes, over HTTP and WebSocket alike: \`GRAPHQL_PARSE_FAILED\`,
\`GRAPHQL_VALIDATION_FAILED\`, \`BAD_USER_INPUT\` (a variable or an argument that does not fit its type),
\`OPERATION_RESOLUTION_FAILURE\`, \`BAD_REQUEST\`.
`;

/** All error codes as a page of the documentation. */
export function printErrorReference(): string {
  const items = Object.entries(errorCodes).map(([code, text]) => {
    const status = httpStatus(code);
    return `- \`${code}\`${status === 500 ? '' : ` (${status})`}: ${text}\n`;
  });
  return introduction + items.join('') + ending;
}
