import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { requireAllowed } from './issuer-documents.js';
import { KeySets } from './key-sets.js';
import type { OidcProvider } from './oidc-provider.js';
import { OidcSignIn } from './oidc-sign-in.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const now = NOW.getTime() / 1000;
const ISSUER = 'https://ci.example.com';
const ARN = 'acs:ram::1:oidc-provider/ci';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const keySetOf = (...kids: string[]) =>
  JSON.stringify({ keys: kids.map(kid => ({ ...pair.publicKey.export({ format: 'jwk' }), kid })) });

function tokenOf(changes: object = {}, kid = 'k1', key: KeyObject = pair.privateKey): string {
  const claims = { iss: ISSUER, sub: 'job', aud: 'chancery', iat: now - 10, exp: now + 300, ...changes };
  const signed = `${part({ alg: 'ES256', kid })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

let provider: OidcProvider;
let published: string;
let fetches: number;
let reports: unknown[];
let signIn: OidcSignIn;
beforeEach(() => {
  [published, fetches, reports] = [keySetOf('k1'), 0, []];
  provider = {
    name: 'ci',
    issuer: ISSUER,
    clientIds: ['chancery', 'other'],
    fingerprints: [],
    keySet: undefined,
    caPem: undefined,
    privateAddresses: false,
    description: '',
    issuanceLimitHours: 12,
    createdAt: NOW,
    updatedAt: NOW,
  };
  const keySets = new KeySets(
    (_arn, fault) => reports.push(fault),
    async () => {
      fetches++;
      if (published === '') throw new Error('no answer');
      return published;
    },
  );
  const findOidcProvider = async (accountId: string, name: string) =>
    accountId === '1' && name.toLowerCase() === 'ci' ? provider : undefined;
  signIn = new OidcSignIn({ findOidcProvider }, keySets);
});

const find = (token: string, { arn = ARN, at = NOW } = {}) => signIn.find(arn, token, at);
const later = (ms: number) => new Date(NOW.getTime() + ms);
const unproven = { refused: 'invalid', reason: 'It was not signed by an OIDC provider of this ARN.' };

test('a token vouches for its subject', async () => {
  expect(await find(tokenOf({ aud: ['other', 'elsewhere'] }))).toEqual({
    accountId: '1',
    providerArn: ARN,
    issuer: ISSUER,
    subject: 'job',
    audiences: ['other'],
    issuedAt: new Date((now - 10) * 1000),
    expiresAt: new Date((now + 300) * 1000),
  });
  expect(await find(tokenOf(), { arn: 'acs:ram::1:oidc-provider/CI' })).toMatchObject({ providerArn: ARN });
});

describe('a token is not believed, and one reason is told,', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  test.each<[string, () => string, string?]>([
    ['of another account', () => tokenOf(), 'acs:ram::2:oidc-provider/ci'],
    ['of another provider', () => tokenOf(), 'acs:ram::1:oidc-provider/other'],
    ['of an ARN that is none', () => tokenOf(), 'ci'],
    ['of another issuer', () => tokenOf({ iss: `${ISSUER}/` })],
    ['without an issuer', () => tokenOf({ iss: undefined })],
    ['signed with another key', () => tokenOf({}, 'k1', stranger)],
    ['signed with a key that is not there', () => tokenOf({}, 'k2')],
    ['that was changed', () => tokenOf().replace(/\.[^.]+\./, `.${part({ iss: ISSUER, sub: 'root' })}.`)],
    ['that is none', () => 'token'],
  ])('%s', async (_what, token, arn) => {
    expect(await find(token(), { arn })).toEqual(unproven);
  });
});

describe('a token that was signed is not believed', () => {
  test.each<[object, 'invalid' | 'expired', RegExp]>([
    [{ aud: 'elsewhere' }, 'invalid', /aud/],
    [{ aud: undefined }, 'invalid', /aud/],
    [{ aud: [['chancery']] }, 'invalid', /aud/],
    [{ sub: undefined }, 'invalid', /sub/],
    [{ sub: '' }, 'invalid', /sub/],
    [{ sub: 'a\u202eb' }, 'invalid', /sub/],
    [{ sub: 'x'.repeat(256) }, 'invalid', /sub/],
    [{ exp: undefined }, 'invalid', /exp/],
    [{ exp: String(now + 300) }, 'invalid', /exp/],
    [{ exp: 1e300 }, 'invalid', /exp/],
    [{ iat: undefined }, 'invalid', /iat/],
    [{ exp: now - 60 }, 'expired', /exp/],
    [{ iat: now - 12 * 3600 - 61 }, 'expired', /for 12 h/],
    [{ iat: now + 61 }, 'invalid', /not good yet/],
    [{ nbf: now + 61 }, 'invalid', /not good yet/],
  ])('with %j', async (changes, refused, reason) => {
    expect(await find(tokenOf(changes))).toEqual({ refused, reason: expect.stringMatching(reason) });
  });

  test('for longer than its provider says', async () => {
    const old = tokenOf({ iat: now - 3600 - 61 });
    provider = { ...provider, issuanceLimitHours: 1 };
    expect(await find(old)).toEqual({
      refused: 'expired',
      reason: 'It was issued too long ago (iat): its provider takes tokens for 1 h.',
    });
    provider = { ...provider, issuanceLimitHours: 168 };
    expect(await find(tokenOf({ iat: now - 168 * 3600 }))).toMatchObject({ subject: 'job' });
  });

  test.each([
    [{ exp: now - 59 }],
    [{ iat: now + 60, nbf: now + 60 }],
    [{ iat: now - 12 * 3600 }],
    [{ exp: now + 0.5 }],
  ])('but is where the clocks differ by less than a minute: %j', async changes => {
    expect(await find(tokenOf(changes))).toMatchObject({ subject: 'job' });
  });
});

describe('keys', () => {
  test('are fetched once, and by all at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => find(tokenOf())));
    await find(tokenOf(), { at: later(200_000) });
    expect(fetches).toBe(1);
  });

  test('are fetched anew after an hour, and for a key that is not known', async () => {
    await find(tokenOf());
    published = keySetOf('k1', 'k2');
    expect(await find(tokenOf({}, 'k2'), { at: later(31_000) })).toMatchObject({ subject: 'job' });
    expect(fetches).toBe(2);
    await find(tokenOf({ iat: now + 3600, exp: now + 7200 }), { at: later(3_700_000) });
    expect(fetches).toBe(3);
  });

  test('are asked for twice a minute at most, whatever keys strangers name', async () => {
    for (let i = 0; i < 100; i++) await find(tokenOf({}, `made up ${i}`), { at: later(i * 100) });
    expect(fetches).toBe(1);
  });

  test('are not asked for on behalf of tokens of other issuers', async () => {
    await find(tokenOf({ iss: 'https://elsewhere.example.com' }));
    expect(fetches).toBe(0);
  });

  test('that were fetched serve for a day while the issuer does not answer, which the administrator is told', async () => {
    await find(tokenOf());
    published = '';
    const at = (hours: number) => ({ at: later(hours * 3_600_000) });
    const good = (hours: number) => tokenOf({ iat: now + hours * 3600, exp: now + hours * 3600 + 300 });
    expect(await find(good(23), at(23))).toMatchObject({ subject: 'job' });
    expect(reports).toEqual([new Error('no answer')]);
    expect(await find(good(25), at(25))).toEqual(unproven);
  });

  test('of another issuer or CA are others, and so are those that were fetched without the pin', async () => {
    await find(tokenOf());
    provider = { ...provider, caPem: 'another' };
    await find(tokenOf());
    expect(fetches).toBe(2);
    provider = { ...provider, fingerprints: ['00'.repeat(20)] };
    await find(tokenOf());
    expect(fetches).toBe(3);
    provider = {
      ...provider,
      description: 'changed',
      clientIds: ['chancery'],
      issuanceLimitHours: 1,
      updatedAt: later(1),
    };
    await find(tokenOf());
    expect(fetches).toBe(3);
  });

  test('that are given are not fetched', async () => {
    provider = { ...provider, keySet: keySetOf('k1') };
    expect(await find(tokenOf())).toMatchObject({ subject: 'job' });
    expect(await find(tokenOf({}, 'k2'))).toEqual(unproven);
    expect(fetches).toBe(0);
  });
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  'ff02::1',
])('%s is asked only where that was allowed', address => {
  expect(() => requireAllowed(address, { privateAddresses: false })).toThrow('private network');
  requireAllowed(address, { privateAddresses: true });
});

test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is asked', address => {
  requireAllowed(address, { privateAddresses: false });
});
