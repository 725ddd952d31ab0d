/** A test server with TLS by its own CA, for clients that speak nothing else. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Access } from '../../demo/official-clients.js';
import { startTestServer, type TestServer } from '../server.js';
import { rootAccess } from './access.js';
import type { Answer, Call } from './certificate-line.js';

export interface TlsServer {
  readonly server: TestServer;
  /** Of the account itself. */
  readonly access: Access;
  /** PEM of the CA that clients are to trust. */
  readonly caFile: string;
  /** Calls KMS as the account; throws where it is refused. */
  readonly kms: Call;
  close(): Promise<void>;
}

/** @param now the server's clock; the real one otherwise */
export async function startTlsServer(now?: () => Date): Promise<TlsServer> {
  const server = await startTestServer({ region: 'cn-hangzhou', now, environment: { CHANCERY_TLS: 'auto' } });
  const caFile = join(server.data, 'tls/ca.pem');
  const ca = readFileSync(caFile);
  return {
    server,
    access: rootAccess(server),
    caFile,
    kms: async (action, parameters = {}) => {
      const { method, url, headers, body } = server.root.prepare('2016-01-20', action, parameters);
      const call = request(new URL(url, server.url), { method, headers, ca });
      call.end(body);
      const [response] = await once(call, 'response');
      const answer = await text(response);
      if (response.statusCode !== 200) throw new Error(`${action} answered ${answer}`);
      return JSON.parse(answer) as Answer;
    },
    close: () => server.close(),
  };
}
