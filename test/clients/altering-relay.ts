/** Stands before a server, as a proxy that ends TLS does, and puts one octet behind each body. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface AlteringRelay {
  /** `127.0.0.1:40001`, without TLS. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** @param ca PEM of the CA of the server */
export async function startAlteringRelay(origin: string, ca: Buffer): Promise<AlteringRelay> {
  const relay = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat([await buffer(incoming), Buffer.of(0)]);
    const headers = { ...incoming.headers, 'content-length': String(body.length) };
    const passed = request(origin, { method: incoming.method, path: incoming.url, headers, ca });
    passed.end(body);
    const [answer] = (await once(passed, 'response')) as [IncomingMessage];
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    endpoint: `127.0.0.1:${(relay.address() as AddressInfo).port}`,
    close: async () => {
      relay.close();
      relay.closeAllConnections();
      await once(relay, 'close');
    },
  };
}
