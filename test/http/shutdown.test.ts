import { EventEmitter, once } from 'node:events';

import { expect, test } from 'vitest';

import { createApp } from '../../src/http/app.ts';
import { createLogger } from '../../src/logger.ts';
import type { Services } from '../../src/service/services.ts';

test('what is being answered is finished, and nothing new is taken', async () => {
  const gate = new EventEmitter();
  const find = async () => {
    gate.emit('asked');
    await once(gate, 'open');
    return null;
  };
  const services = { store: { models: { find } } } as unknown as Services;
  const app = await createApp({ services, origins: [], dashboard: { folder: '', embedders: [] }, logger: createLogger('test', 'silent') });
  const url = `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}/graphql`;
  const ask = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ model(model: \\"x\\") { slug } }"}',
    });

  const answering = ask();
  await once(gate, 'asked');
  const closing = app.close();
  await expect(ask()).rejects.toThrow('fetch failed');
  gate.emit('open');
  expect(await (await answering).json()).toEqual({ data: { model: null } });
  await closing;
});
