/**
 * One port for several threads: each has a listening socket of its own with SO_REUSEPORT, and the kernel gives each new connection to one of them. Linux
 * and the BSDs do that (https://nodejs.org/api/net.html#serverlistenoptions-callback, `reusePort`); macOS and Windows do not.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type ListenOptions } from 'node:net';
import type { HttpServer } from '../gateway/http.js';

/** As many threads as are wanted, where several can listen on one port; else one, and a sentence that says why. */
export async function threadsHere(wanted: number, say: (sentence: string) => void): Promise<number> {
  if (wanted === 1) return 1;
  try {
    await tryToListen({ host: '127.0.0.1', port: 0, reusePort: true });
    return wanted;
  } catch (fault) {
    say(`this system cannot share a port between threads (${String(fault)}): one thread answers all requests`);
    return 1;
  }
}

/**
 * Listens as the first of so many threads. A port that is to be shared is listened on alone for a moment before: a socket that shares its port would be
 * let in beside those of another server that does, and callers would reach now one and now the other.
 * @returns the port, which is a free one where 0 was asked for
 * @throws the error of listening, such as EADDRINUSE
 */
export async function listenForAll(
  http: HttpServer,
  { host, port }: { readonly host: string; readonly port: number },
  threads: number,
): Promise<number> {
  if (threads === 1) await http.listen({ host, port });
  else await http.listen({ host, port: await tryToListen({ host, port }), reusePort: true });
  return (http.server.address() as AddressInfo).port;
}

async function tryToListen(options: ListenOptions): Promise<number> {
  const server = createServer();
  server.listen(options);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
