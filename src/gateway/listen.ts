/** Listens where the administrator says: at an address, or at every address of a name. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer, isIP, type ListenOptions, type Server, type Socket } from 'node:net';

/**
 * Resolves when the server listens. `localhost` is 127.0.0.1 to some clients and ::1 to others, and a server of node:net has one
 * address: those beside the first get servers of their own, which hand their connections on. Where this machine lacks such an address it is
 * left out.
 * @returns the servers beside the given one, to be closed with it
 */
export async function listen(server: Server, options: ListenOptions & { readonly host: string }): Promise<Server[]> {
  const [first = options.host, ...others] = isIP(options.host) ? [] : await addressesOf(options.host);
  await listening(server, { ...options, host: first });
  const { port } = server.address() as AddressInfo;
  const besides = others.map(async host => {
    const beside = createServer({ pauseOnConnect: false }, (socket: Socket) => server.emit('connection', socket));
    await listening(beside, { ...options, host, port });
    return beside;
  });
  const results = await Promise.allSettled(besides);
  return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
}

async function addressesOf(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true, order: 'ipv4first' });
  return [...new Set(found.map(({ address }) => address))];
}

async function listening(server: Server, options: ListenOptions): Promise<void> {
  server.listen(options);
  await once(server, 'listening');
}
