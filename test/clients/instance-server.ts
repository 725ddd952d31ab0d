/** An instance over TLS with a scene in it, and a clock that tests put forward, for the official clients of all languages. */
import { readFileSync } from 'node:fs';
import { rotateKey } from '../api/kms-instance/rotate-key.js';
import { startAlteringRelay } from './altering-relay.js';
import { alteredBody, staleDate } from './instance-refusals.js';
import { makeScene, type Scene } from './instance-scene.js';
import { startTlsServer, type TlsServer } from './tls-server.js';

export interface InstanceServer {
  readonly tls: TlsServer;
  readonly scene: Scene;
  /** Runs with a server whose clock is further ahead of that of the client than a signature may be old. */
  withStaleDates<T>(use: (scene: Scene) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;

export async function startInstanceServer(): Promise<InstanceServer> {
  // The scene is made ten minutes ago, so that a client key in it has expired when the clients come.
  let aheadMinutes = -10;
  const tls = await startTlsServer(() => new Date(Date.now() + aheadMinutes * MINUTE_MS));
  const relay = await startAlteringRelay(tls.server.url, readFileSync(tls.caFile));
  const made = await makeScene({
    kms: tls.kms,
    rotate: keyId => rotateKey(tls.server, keyId, tls.kms),
    expiry: new Date(Date.now() - 5 * MINUTE_MS),
  });
  aheadMinutes = 0;
  const scene = {
    ...made,
    protocol: 'https',
    endpoint: tls.access.endpoint,
    ca: tls.caFile,
    refused: [...made.refused, alteredBody(relay.endpoint)],
  };
  return {
    tls,
    scene,
    withStaleDates: async use => {
      aheadMinutes = 16;
      try {
        return await use({ ...scene, refused: [staleDate] });
      } finally {
        aheadMinutes = 0;
      }
    },
    close: async () => {
      await relay.close();
      await tls.close();
    },
  };
}
