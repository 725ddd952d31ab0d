/**
 * TLS between strangers with certificates issued here, on both sides. A program that reads our revocation list, or asks our OCSP responder, refuses
 * what was revoked: Node and openssl by the list, Java by OCSP.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casOk } from '../api/cas/cas-calls.js';
import { runBeside } from '../responders/ocsp-client.js';
import {
  DAY_MS,
  type PublishingAuthority,
  publishingAuthority,
  revokeCertificate,
} from '../responders/revocation-calls.js';
import { startTestServer, type TestServer } from '../server.js';
import { isMissing, openssl, Scratch } from './commands.js';

const scratch = new Scratch();
const javaMissing = isMissing('javac', ['-version']);
const password = 'Handshake+1';

interface Identity {
  readonly Identifier: string;
  readonly cert: string;
  readonly key: string;
  readonly passphrase: string;
}

describe.each(['ECC_256', 'RSA_2048'])('with certificates of %s', algorithm => {
  let server: TestServer;
  let sub: PublishingAuthority;
  const identities: Record<'goodServer' | 'revokedServer' | 'goodClient' | 'revokedClient', Identity> = {} as never;
  let trusted: string;
  let crl: string[];

  beforeAll(async () => {
    server = await startTestServer({ environment: { CHANCERY_ROOT_CRL_DAYS: '10' } });
    sub = await publishingAuthority(server.root, server.accountId, { Algorithm: algorithm });
    identities.goodServer = await identity('CreateServerCertificate');
    identities.revokedServer = await identity('CreateServerCertificate');
    identities.goodClient = await identity('CreateClientCertificate');
    identities.revokedClient = await identity('CreateClientCertificate');
    await revokeCertificate(server.root, identities.revokedServer);
    await revokeCertificate(server.root, identities.revokedClient);
    trusted = sub.CertificateChain;
    crl = [await listPem(sub.path), await listPem(`/crl/${server.accountId}/${sub.root.Identifier}.crl`)];
  });
  afterAll(() => server.close());

  async function identity(action: string): Promise<Identity> {
    const { Identifier, X509Certificate } = await casOk(server.root, action, {
      ParentIdentifier: sub.Identifier,
      CommonName: 'localhost',
      ...(action === 'CreateServerCertificate' && { Domain: 'localhost' }),
      Algorithm: algorithm,
      EnableCrl: 1,
      Immediately: 1,
    });
    const key = await casOk(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: password });
    const cert = String(X509Certificate) + sub.Certificate;
    return { Identifier: String(Identifier), cert, key: String(key.EncryptedData), passphrase: password };
  }

  async function listPem(path: string): Promise<string> {
    const der = Buffer.from(await (await fetch(server.url + path)).arrayBuffer());
    return openssl(['crl', '-inform', 'DER', '-in', scratch.write('handshake.crl', der)]);
  }

  describe('Node', () => {
    /** What each side says in the end. */
    async function handshake(own: Identity, client: Identity): Promise<string> {
      // Told to refuse by itself, Node only resets the connection; asked, it says why.
      const listener = tls.createServer({ ...own, ca: trusted, crl, requestCert: true, rejectUnauthorized: false });
      const refused = new Promise<string>(resolve => {
        listener.on('secureConnection', socket => {
          if (socket.authorized) socket.end('hello');
          else resolve(`server: ${socket.authorizationError}`);
        });
      });
      listener.on('tlsClientError', () => {});
      listener.listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const { port } = listener.address() as AddressInfo;
      const socket = tls.connect({ ...client, port, host: '127.0.0.1', servername: 'localhost', ca: trusted, crl });
      const answered = new Promise<string>(resolve => {
        socket.once('data', data => resolve(String(data)));
        // When the server refuses, its reason counts; the client only sees the connection end.
        socket.once('error', error => codeOf(error).startsWith('CERT') && resolve(`client: ${codeOf(error)}`));
      });
      const outcome = await Promise.race([answered, refused]);
      socket.destroy();
      listener.close();
      return outcome;
    }
    const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.message;

    test('connects, and refuses a revoked server and a revoked client', async () => {
      const { goodServer, revokedServer, goodClient, revokedClient } = identities;
      expect(await handshake(goodServer, goodClient)).toBe('hello');
      expect(await handshake(revokedServer, goodClient)).toBe('client: CERT_REVOKED');
      expect(await handshake(goodServer, revokedClient)).toBe('server: CERT_REVOKED');
    });
  });

  describe('openssl', () => {
    let number = 0;
    const files = ({ cert, key }: Identity) => {
      const name = `tls-${++number}`;
      return [
        '-cert',
        scratch.write(`${name}.pem`, cert),
        '-cert_chain',
        scratch.write(`${name}-chain.pem`, sub.Certificate),
        '-key',
        scratch.write(`${name}.key`, key),
        '-pass',
        `pass:${password}`,
      ];
    };
    const trust = () => {
      const all = scratch.write('trusted-and-lists.pem', trusted + crl.join(''));
      return ['-CAfile', all, '-crl_check_all', '-verify_return_error'];
    };

    async function serve(own: Identity): Promise<{ port: string; child: ChildProcess }> {
      const child = spawn('openssl', [
        's_server',
        ...files(own),
        ...trust(),
        '-Verify',
        '3',
        '-accept',
        '0',
        '-www',
        '-naccept',
        '1',
      ]);
      let output = '';
      const port = await new Promise<string>(resolve => {
        child.stdout.on('data', data => {
          output += data;
          const found = /ACCEPT (?:\S+:)?(\d+)/.exec(output)?.[1];
          if (found) resolve(found);
        });
      });
      return { port, child };
    }

    /** What s_client says: that it is verified, or the reason of whichever side. */
    async function connect(own: Identity, client: Identity): Promise<string> {
      const { port, child } = await serve(own);
      try {
        const socket = spawn('openssl', [
          's_client',
          '-connect',
          `127.0.0.1:${port}`,
          ...files(client),
          ...trust(),
          '-ign_eof',
          '-verify',
          '3',
        ]);
        let output = '';
        socket.stdout.on('data', data => {
          output += data;
        });
        socket.stderr.on('data', data => {
          output += data;
        });
        socket.stdin.write('GET / HTTP/1.0\r\n\r\n');
        await once(socket, 'close');
        if (output.includes('HTTP/1.0 200 ok')) return 'connected';
        return /certificate revoked/i.exec(output)?.[0] ?? output;
      } finally {
        child.kill();
      }
    }

    test('connects, and refuses a revoked server and a revoked client', async () => {
      const { goodServer, revokedServer, goodClient, revokedClient } = identities;
      expect(await connect(goodServer, goodClient)).toBe('connected');
      expect(await connect(revokedServer, goodClient)).toBe('certificate revoked');
      expect(await connect(goodServer, revokedClient)).toBe('certificate revoked');
    });
  });

  test.skipIf(javaMissing)('Java connects, asks by OCSP, and refuses a revoked server', async () => {
    const program = join(import.meta.dirname, '../java/ConnectWithOcsp.java');
    const root = scratch.write('java-root.pem', sub.root.Certificate);
    const outcomes: string[] = [];
    for (const own of [identities.goodServer, identities.revokedServer]) {
      const listener = tls.createServer(own, socket => socket.end('hello'));
      listener.on('tlsClientError', () => {});
      listener.listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const { port } = listener.address() as AddressInfo;
      outcomes.push(await runBeside('java', [program, root, String(port)]));
      listener.close();
    }
    expect(outcomes).toEqual(['connected\n', 'REVOKED\n']);
  });

  test('lists that a relying party keeps for days go on refusing', () => {
    const [own] = crl.map(pem => openssl(['crl', '-noout', '-nextupdate'], pem));
    const until = Date.parse((own ?? '').replace('nextUpdate=', ''));
    expect(until - Date.now()).toBeGreaterThan(9 * DAY_MS);
  });
});
