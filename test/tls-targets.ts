/** Databases that speak TLS on a port of 127.0.0.1: a MariaDB and a Redis of their own, and the PostgreSQL of the suite behind what speaks TLS for it. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { startMariadb, startRedis } from './database-programs.js';
import { type Kind, startTarget } from './target-servers.js';

export interface TlsTarget {
  readonly port: number;
  readonly database: string | undefined;
  readonly administrator: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

/** Paths of PEM files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A private CA in the folder, and a certificate of it for each name. The first member is the path of the CA's own. */
export function certificatesFor<Name extends string>(
  folder: string,
  ...names: Name[]
): { readonly ca: string; readonly of: Readonly<Record<Name, Certificate>> } {
  chmodSync(folder, 0o755);
  const file = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'];
  const ca = file('ca.pem');
  openssl('req', '-x509', ...fresh, '-keyout', file('ca.key'), '-out', ca, '-subj', '/CN=Private CA');
  const entries = names.map(name => {
    const its = { certificate: file(`${name}.pem`), key: file(`${name}.key`) };
    const signed = ['-CA', ca, '-CAkey', file('ca.key'), '-addext', `subjectAltName=DNS:${name}`];
    openssl('req', '-x509', ...fresh, '-keyout', its.key, '-out', its.certificate, '-subj', `/CN=${name}`, ...signed);
    // A database that runs as somebody else reads it too.
    chmodSync(its.key, 0o644);
    return [name, its] as const;
  });
  return { ca, of: Object.fromEntries(entries) as Record<Name, Certificate> };
}

export const startTlsTarget = (kind: Kind, certificate: Certificate): Promise<TlsTarget> => starters[kind](certificate);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const starters: Readonly<Record<Kind, (certificate: Certificate) => Promise<TlsTarget>>> = {
  async postgresql(certificate) {
    const { host, database, administrator, stop } = await startTarget('postgresql');
    const server = createServer(client => void speakTls(client, certificate, host)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      port,
      database,
      administrator,
      stop: async () => {
        server.close();
        await stop();
      },
    };
  },

  async mysql({ certificate, key }) {
    const port = await freePort();
    const tls = [`--port=${port}`, `--ssl-cert=${certificate}`, `--ssl-key=${key}`];
    return { ...(await startMariadb(['--skip-networking=0', '--bind-address=127.0.0.1', ...tls])), port };
  },

  async redis({ certificate, key }) {
    const port = await freePort();
    const tls = ['--tls-port', `${port}`, '--tls-cert-file', certificate, '--tls-key-file', key];
    return { ...(await startRedis([...tls, '--tls-auth-clients', 'no', '--bind', '127.0.0.1'])), port };
  },
};

/** What PostgreSQL does when it is asked for TLS: one letter, and then TLS (https://www.postgresql.org/docs/current/protocol-flow.html). */
async function speakTls(client: Socket, { certificate, key }: Certificate, folder: string): Promise<void> {
  client.on('error', () => client.destroy());
  await once(client, 'data');
  client.write('S');
  const secure = new TLSSocket(client, { isServer: true, cert: readFileSync(certificate), key: readFileSync(key) });
  const database = connect(join(folder, '.s.PGSQL.5432'));
  for (const [from, to] of [
    [secure, database],
    [database, secure],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}
