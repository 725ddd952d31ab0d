/** cfssl: makes a key and a certificate for whoever asks, and stores nothing. */
import { join } from 'node:path';
import { makeAuthority } from './authority.js';
import { freePort, type Peer, postJson, startProgram } from './peer.js';

/** @param directory an empty one, for its files */
export async function startCfssl(program: string, directory: string): Promise<Peer> {
  const { issuerPem, issuerKeyPem } = makeAuthority(directory);
  const address = { host: '127.0.0.1', port: await freePort() };
  const listen = ['-address', address.host, '-port', String(address.port), '-loglevel', '3'];
  const process = await startProgram(
    [program, 'serve', ...listen, '-ca', issuerPem, '-ca-key', issuerKeyPem],
    address,
    join(directory, 'log'),
  );
  const request = (_: unknown, i: number) => {
    const CN = `client-${i}.example.com`;
    return postJson('/api/v1/cfssl/newcert', { request: { CN, hosts: [CN], key: { algo: 'ecdsa', size: 256 } } });
  };
  return {
    name: 'cfssl',
    process,
    pid: process.pid,
    address,
    requests: async count => Array.from({ length: count }, request),
  };
}
