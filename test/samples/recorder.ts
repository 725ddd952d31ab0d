/** A server that takes down what a client sends and answers nothing but a RequestId: it shows what a program really sends. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorder {
  readonly origin: string;
  /** The parameters of the requests so far, of query and form together, decoded. */
  readonly received: readonly ReadonlyMap<string, string>[];
  close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const received: ReadonlyMap<string, string>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = new URL(request.url ?? '/', 'http://recorder').searchParams;
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      received.push(new Map([...query, ...form]));
      response.setHeader('content-type', 'application/json').end('{"RequestId":"recorded"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
