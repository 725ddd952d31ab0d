/** A small OpenID Connect issuer over TLS, and the tokens that platforms issue. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { add, type ProviderFlags, remove, withProviders } from '../../../src/commands/oidc-providers.js';
import type { TestServer } from '../../server.js';
import { openssl, type Scratch } from '../../strangers/commands.js';

export interface Issuer {
  readonly url: string;
  /** PEM of the certificate, which is its own CA. */
  readonly caFile: string;
  readonly fingerprint: string;
  /** The JSON Web Key Set as it is published. */
  readonly keySet: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  /** Signed with RS256, and good for five minutes unless the claims say otherwise. */
  token(claims: object): string;
  close(): void;
}

export async function startIssuer(scratch: Scratch): Promise<Issuer> {
  const [keyFile, caFile] = [scratch.path('issuer-key.pem'), scratch.path('issuer-ca.pem')];
  const subject = ['-subj', '/CN=issuer', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
  openssl(['req', '-x509', ...key, '-out', caFile, ...subject]);
  const fingerprint = openssl(['x509', '-in', caFile, '-noout', '-fingerprint', '-sha1']).trim().split('=')[1] ?? '';

  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  const keySet = JSON.stringify({ keys: [jwk] });
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(caFile) }, (request, response) => {
    asked.push(String(request.url));
    const documents: Record<string, string> = {
      '/.well-known/openid-configuration': JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }),
      '/keys': keySet,
    };
    const document = documents[String(request.url)];
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(document);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  return {
    url,
    caFile,
    fingerprint,
    keySet,
    asked,
    token: claims => {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: url, iat: now, nbf: now - 5, exp: now + 300, ...claims };
      const signed = `${part({ typ: 'JWT', alg: 'RS256', kid: 'k1' })}.${part(all)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), pair.privateKey).toString('base64url')}`;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The claims of a job of GitHub Actions, as its documentation has them. */
export const gitHubClaims = (repository: string, ref = 'refs/heads/main', aud = 'chancery') => ({
  aud,
  sub: `repo:${repository}:ref:${ref}`,
  repository,
  repository_owner: repository.split('/')[0],
  ref,
  workflow: 'release',
  actor: 'octocat',
  event_name: 'push',
  run_id: '1234',
});

/** The claims of a projected token of a Kubernetes service account. */
export const kubernetesClaims = (namespace: string, account: string) => ({
  aud: ['chancery'],
  sub: `system:serviceaccount:${namespace}:${account}`,
  'kubernetes.io': {
    namespace,
    pod: { name: 'signer-0', uid: '6f0b3c4e-0000-4000-8000-000000000000' },
    serviceaccount: { name: account, uid: '7f0b3c4e-0000-4000-8000-000000000000' },
  },
});

/** Registers the issuer beside the running server, with the command that an administrator uses; gives the provider's ARN. */
export async function register(
  server: TestServer,
  name: string,
  flags: Omit<ProviderFlags, 'account'>,
): Promise<string> {
  await command(server, all =>
    withProviders(all, (providers, accountId) => add(providers, accountId, name, { ...all, ...flags })),
  );
  return `acs:ram::${server.accountId}:oidc-provider/${name}`;
}

export async function unregister(server: TestServer, name: string): Promise<void> {
  await command(server, all => withProviders(all, (providers, accountId) => remove(providers, accountId, name)));
}

/** Without what it prints. */
async function command(server: TestServer, run: (flags: ProviderFlags) => Promise<void>): Promise<void> {
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await run({ data: server.data, account: 'main' } as unknown as ProviderFlags);
  } finally {
    print.mockRestore();
  }
}
