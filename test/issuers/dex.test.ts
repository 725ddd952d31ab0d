/** Tokens of Dex, an issuer that is not ours (https://dexidp.io): discovery, keys that it replaces, and what it says of a client. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { register } from '../api/sts/issuer.js';
import { makeRole, sessionOf, trusting } from '../api/sts/roles.js';
import { openssl, Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';
import { freePort } from './free-port.js';

const program = process.env.CHANCERY_TEST_DEX ?? '';
/** How soon Dex replaces its key. */
const ROTATION_S = 3;
const scratch = new Scratch();
const server = useTestServer();
const secret = randomBytes(16).toString('hex');
const clients = ['chancery', 'another'];
let dex: ChildProcess;
let said = '';
let issuer = '';
let caFile = '';
let agent: Agent;

beforeAll(async () => {
  caFile = scratch.path('dex-ca.pem');
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    scratch.path('dex-key.pem'),
  ];
  const subject = ['-subj', '/CN=dex', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  openssl(['req', '-x509', ...key, '-out', caFile, ...subject]);
  const host = `127.0.0.1:${await freePort()}`;
  issuer = `https://${host}/dex`;
  agent = new Agent({ connect: { ca: readFileSync(caFile) } });
  // YAML takes JSON.
  const config = scratch.write(
    'dex.json',
    JSON.stringify({
      issuer,
      storage: { type: 'memory' },
      web: { https: host, tlsCert: caFile, tlsKey: scratch.path('dex-key.pem') },
      oauth2: { grantTypes: ['client_credentials'] },
      expiry: { signingKeys: `${ROTATION_S}s`, idTokens: '5m' },
      staticClients: clients.map(id => ({ id, name: id, secret, redirectURIs: ['https://nowhere.invalid'] })),
      enablePasswordDB: true,
    }),
  );
  dex = spawn(program, ['serve', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [dex.stdout, dex.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  const answers = async () => (await discovery().catch(() => undefined))?.issuer;
  await vi.waitFor(async () => expect(await answers(), said).toBe(issuer), { timeout: 20_000, interval: 200 });
}, 60_000);
afterAll(async () => {
  dex.kill();
  await agent.close();
});

async function discovery() {
  const reply = await fetch(`${issuer}/.well-known/openid-configuration`, { dispatcher: agent });
  return (await reply.json()) as { issuer: string; jwks_uri: string };
}

async function tokenOf(client: string): Promise<string> {
  const reply = await fetch(`${issuer}/token`, {
    method: 'POST',
    dispatcher: agent,
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'openid' }),
  });
  const { id_token } = (await reply.json()) as { id_token?: string };
  if (id_token === undefined) throw new Error(`Dex gave no token:\n${said}`);
  return id_token;
}

const part = (token: string, n: number) =>
  JSON.parse(Buffer.from(token.split('.')[n] ?? '', 'base64url').toString()) as Record<string, unknown>;

async function assume(OIDCProviderArn: string, RoleArn: string, OIDCToken: string) {
  const asked = {
    Action: 'AssumeRoleWithOIDC',
    Version: '2015-04-01',
    Format: 'JSON',
    OIDCProviderArn,
    RoleArn,
    OIDCToken,
  };
  const body = new URLSearchParams({ ...asked, RoleSessionName: 'from-dex' });
  const reply = await fetch(server.url, { method: 'POST', body });
  return (await reply.json()) as Record<string, unknown>;
}

test('a client of Dex assumes the role that trusts it, also with the key that comes next, and no other does', async () => {
  const flags = { issuer, clientId: ['chancery'], caFile, allowPrivateAddress: true };
  const provider = await register(server, 'dex', flags);
  const token = await tokenOf('chancery');
  const { sub, aud } = part(token, 1);
  expect(aud).toBe('chancery');
  const Condition = { StringEquals: { 'oidc:aud': 'chancery', 'oidc:sub': String(sub), 'oidc:iss': issuer } };
  const trust = trusting({ Federated: [provider] }, Condition);
  const role = await makeRole(server.root, 'of-dex', { trust, allowed: ['kms:ListKeys'] });

  const session = sessionOf(server, await assume(provider, role, token));
  expect((await session.call('2016-01-20', 'ListKeys')).status).toBe(200);
  expect((await session.call('2015-04-01', 'GetCallerIdentity')).body.Arn).toContain(':role/of-dex/from-dex');

  expect(await assume(provider, role, await tokenOf('another'))).toMatchObject({
    Code: 'AuthenticationFail.OIDCToken.Invalid',
    Message: expect.stringContaining('(aud)'),
  });
  const changed = token.replace(
    /\.[^.]+\./,
    `.${Buffer.from(JSON.stringify({ ...part(token, 1), sub: 'x' })).toString('base64url')}.`,
  );
  expect(await assume(provider, role, changed)).toMatchObject({ Code: 'AuthenticationFail.OIDCToken.Invalid' });

  // The keys are asked for again half a minute after the last time, and not before.
  const next = await tokenWithAnotherKey(part(token, 0).kid);
  await expect
    .poll(async () => (await assume(provider, role, next)).Credentials, { timeout: 45_000, interval: 3000 })
    .toBeDefined();
}, 90_000);

async function tokenWithAnotherKey(kid: unknown): Promise<string> {
  let token = '';
  const another = async () => {
    token = await tokenOf('chancery');
    return part(token, 0).kid !== kid;
  };
  await expect.poll(another, { timeout: 60_000, interval: 1000 }).toBe(true);
  return token;
}
