import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { dashboardPaths, dashboardRoute } from '../../../src/http/routes/dashboardRoute.ts';
import { securityHeaders } from '../../../src/http/security/securityHeaders.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatescope-dashboard-'));
const script = 'console.log("a dashboard");'.repeat(50);
let server: Server;
let url: string;

function serve(embedders: string[]): Promise<Server> {
  const app = express();
  app.use(securityHeaders, dashboardRoute({ folder, embedders }));
  return new Promise((resolve) => {
    const made = createServer(app).listen(0, '127.0.0.1', () => resolve(made));
  });
}

const addressOf = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><p>here</p>');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), script);
  server = await serve([]);
  url = addressOf(server);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the dashboard', () => {
  it.each(dashboardPaths)('is at %s, and asked for anew each time', async (path) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('here');
  });

  it('runs no script but its own files, and is shown in no frame', async () => {
    const { headers } = await fetch(url);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('has files that are kept for ever, and compressed for who takes that', async () => {
    const response = await fetch(`${url}/assets/index-abc.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toBe(script);
    const plain = await fetch(`${url}/assets/index-abc.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(script);
  });

  it('has no other files', async () => {
    for (const path of [
      '/assets/none.js',
      '/assets/..%2findex.html',
      '/assets/%2e%2e%2f%2e%2e%2fetc',
    ]) {
      expect((await fetch(url + path)).status, path).toBe(404);
    }
  });

  it('may be framed by the origins of the configuration', async () => {
    const embedded = await serve(['https://course.example.org']);
    const { headers } = await fetch(addressOf(embedded));
    expect(headers.get('content-security-policy')).toContain(
      'frame-ancestors https://course.example.org',
    );
    expect(headers.has('x-frame-options')).toBe(false);
    embedded.close();
  });

  it('is read anew when it has been built while the server ran', async () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><p>newer</p>');
    expect(await (await fetch(url)).text()).toContain('newer');
  });
});
