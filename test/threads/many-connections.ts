/** So many connections that every thread of a server has some of them: of 24, all on one of two threads would be met once in eight million times. */
import { type RawAnswer, RawConnection } from '../raw-connection.js';
import type { CallParameters, SignedClient } from '../signed-client.js';

const CONNECTIONS = 24;

/** A signed request as bytes. */
export function bytesOf(
  client: SignedClient,
  version: string,
  action: string,
  parameters: CallParameters = {},
): Buffer {
  const { method, url, headers, body } = client.prepare(version, action, parameters);
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
  return Buffer.from(
    `${method} ${url} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export class ManyConnections {
  private constructor(readonly connections: readonly RawConnection[]) {}

  static async open(url: string, count = CONNECTIONS): Promise<ManyConnections> {
    const { hostname: host, port } = new URL(url);
    const opened = Array.from({ length: count }, () => RawConnection.open({ host, port: Number(port) }));
    return new ManyConnections(await Promise.all(opened));
  }

  /** One request over each connection, all at once. */
  async each(request: (index: number) => Buffer): Promise<Answered[]> {
    return Promise.all(this.connections.map(async (it, index) => parsed(await it.exchange(request(index)))));
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }
}

export function parsed(answer: RawAnswer | undefined): Answered {
  if (!answer) throw new Error('the connection was closed without an answer');
  return { status: answer.status, body: JSON.parse(answer.body.toString()) as Record<string, unknown> };
}

/** How many answers there are of each kind. */
export function countOutcomes(answers: readonly Answered[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const outcome = status === 200 ? 'OK' : String(body.Code);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
