import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeHeaders } from '../../scripts/setup/nodeHeaders.mjs';

let prefix: string;
beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), 'gatescope-node-'));
});
afterEach(() => rmSync(prefix, { recursive: true }));

test('headers that come with Node are taken', () => {
  mkdirSync(join(prefix, 'include', 'node'), { recursive: true });
  writeFileSync(join(prefix, 'include', 'node', 'node_api.h'), '');
  expect(nodeHeaders({ prefix, given: '' })).toBe(prefix);
});

test('a Node without headers is given those of Node-API, and what node-gyp wants beside them', () => {
  const folder = nodeHeaders({ prefix, given: '' }) ?? '';
  for (const file of ['node_api.h', 'js_native_api_types.h', 'common.gypi']) {
    expect(existsSync(join(folder, 'include', 'node', file)), file).toBe(true);
  }
});

test('what node-gyp is told otherwise is left to it', () => {
  expect(nodeHeaders({ prefix, given: '/opt/node' })).toBeNull();
});
