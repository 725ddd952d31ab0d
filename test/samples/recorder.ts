/** A server that takes down what a client sends and answers nothing but a RequestId: it shows what a program really sends. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const COMMON = /^(Action|Version|Format|Timestamp|Signature|Signature(Nonce|Method|Type|Version)|AccessKeyId)$/;

export interface RecordedCall {
  readonly action: string;
  /** Of query and form together, decoded, without those that signatures of V1 add to every request. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Recorder {
  readonly origin: string;
  /** The calls so far, which are forgotten here. */
  take(): readonly RecordedCall[];
  close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const received: RecordedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '/' } = request;
      const headers = request.headers as Readonly<Record<string, string>>;
      const body = Buffer.concat(chunks).toString();
      const query = new URL(target, 'http://recorder').searchParams;
      const action = headers['x-acs-action'] ?? query.get('Action') ?? '';
      const all = [...query, ...new URLSearchParams(body)];
      const parameters = new Map(all.filter(([name]) => !COMMON.test(name)));
      received.push({ action, parameters, method, target, headers, body });
      response.setHeader('content-type', 'application/json').end('{"RequestId":"recorded"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => received.splice(0),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
