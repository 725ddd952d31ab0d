/** Stands between a client and a server and keeps each answer as it was sent, to compare it with what the client's models made of it. */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TappedServer {
  /** `127.0.0.1:40001`, which clients take for the server's. */
  readonly endpoint: string;
  /** The body of the last answer. */
  lastAnswer(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Requests and answers pass unchanged: `Host` too, which is signed. */
export async function tapServer(origin: string): Promise<TappedServer> {
  const { hostname, port } = new URL(origin);
  let last = '';
  // As long a query as the server takes.
  const tap = createServer({ maxHeaderSize: 131_072 }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passed = httpRequest({ hostname, port, method, path, headers }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        last = body.toString();
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      });
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  tap.listen(0, '127.0.0.1');
  await once(tap, 'listening');
  return {
    endpoint: `127.0.0.1:${(tap.address() as AddressInfo).port}`,
    lastAnswer: () => JSON.parse(last) as Readonly<Record<string, unknown>>,
    close: async () => {
      tap.close();
      tap.closeAllConnections();
      await once(tap, 'close');
    },
  };
}
