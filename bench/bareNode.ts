import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/*
 * A floor of the inspection benchmark: `node bareNode.ts FILE PORT` answers every request, once its body
 * has come, with the bytes of the file as they are at that moment.
 */
const [file, port] = process.argv.slice(2) as [string, string];
let answer = readFileSync(file);

createServer((request, response) => {
  // Another answer is asked for with the path /again, before anything is measured.
  if (request.url === '/again') answer = readFileSync(file);
  request.resume().once('end', () => {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', answer.length);
    response.end(answer);
  });
}).listen(Number(port), '127.0.0.1');
