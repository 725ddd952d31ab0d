/**
 * step-ca: signs a CSR for whoever has a token of its provisioner, over TLS, and stores the certificate in its database. One CSR serves for all
 * calls, so that its key costs nobody anything; each call has a token of its own, since step-ca takes each once.
 */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority, makeRequest } from './authority.js';
import { freePort, type Peer, postJson, startProgram } from './peer.js';

const PROVISIONER = 'bench';
const SUBJECT = 'client.example.com';

/** @param directory an empty one, for its files */
export async function startStepCa(program: string, directory: string): Promise<Peer> {
  const { rootPem, issuerPem, issuerKeyPem } = makeAuthority(directory);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const port = await freePort();
  const key = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: PROVISIONER };
  const configuration = join(directory, 'ca.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      root: rootPem,
      crt: issuerPem,
      key: issuerKeyPem,
      address: `127.0.0.1:${port}`,
      dnsNames: ['localhost', '127.0.0.1'],
      logger: { format: 'json' },
      db: { type: 'badgerv2', dataSource: join(directory, 'db') },
      authority: { provisioners: [{ type: 'JWK', name: PROVISIONER, key }] },
    }),
  );
  const address = { host: '127.0.0.1', port, tls: { ca: readFileSync(rootPem), servername: 'localhost' } };
  const process = await startProgram([program, configuration], address, join(directory, 'log'));
  const csr = makeRequest(directory, SUBJECT);

  const part = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const token = () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: PROVISIONER,
      aud: `https://localhost:${port}/1.0/sign`,
      sub: SUBJECT,
      sans: [SUBJECT],
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + 300,
    };
    const signed = `${part({ alg: 'ES256', kid: PROVISIONER, typ: 'JWT' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  const request = () => postJson('/1.0/sign', { csr, ott: token() });
  return {
    name: 'step-ca',
    process,
    pid: process.pid,
    address,
    requests: async count => Array.from({ length: count }, request),
  };
}
