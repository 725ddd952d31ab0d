/** The listener's certificate is that of every thread. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { expect, test, vi } from 'vitest';
import { KeyFileSeal } from '../../src/seal/key-file.js';
import { serverTls } from '../../src/tls/server-tls.js';
import { startTestServer } from '../server.js';

const CONNECTIONS = 24;

/** The fingerprints of the certificates that so many connections are shown. */
async function shown(url: string): Promise<Set<string>> {
  const { hostname: host, port } = new URL(url);
  const sockets = Array.from({ length: CONNECTIONS }, () =>
    connect({ host, port: Number(port), rejectUnauthorized: false }),
  );
  await Promise.all(sockets.map(socket => once(socket, 'secureConnect')));
  const fingerprints = sockets.map((socket: TLSSocket) => socket.getPeerX509Certificate()?.fingerprint256 ?? '');
  for (const socket of sockets) socket.destroy();
  return new Set(fingerprints);
}

test('every thread shows the same certificate, and a renewed one from then on', async () => {
  const server = await startTestServer({ environment: { CHANCERY_THREADS: '2', CHANCERY_TLS: 'auto' } });
  const elsewhere = await mkdtemp(join(tmpdir(), 'chancery-tls-'));
  try {
    await server.running.threads.ready;
    const before = await shown(server.url);
    expect(before.size).toBe(1);
    const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) });
    const settings = {
      mode: { kind: 'auto' as const },
      dataDirectory: elsewhere,
      host: '127.0.0.1',
      publicUrl: undefined,
    };
    const renewed = await serverTls(
      settings,
      seal,
      () => new Date(),
      () => {},
    );
    // The job of the main thread does this after it has changed its own.
    server.running.threads.renewTls(renewed!.options);
    await vi.waitFor(async () => expect((await shown(server.url)).size).toBe(2));
  } finally {
    await server.close();
    await rm(elsewhere, { recursive: true, force: true });
  }
});
