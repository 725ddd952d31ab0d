import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RequestSketch, rawRequest } from '../../../test/raw-request.js';
import { SignedClient } from '../../../test/signed-client.js';
import { GatewayError } from '../gateway-error.js';
import { readParameters } from '../parameters.js';
import type { Credential } from './proof.js';
import { recognise } from './recognise.js';
import { deriveKeyV4, lossyText } from './v4.js';
import { verifySignature } from './verify.js';

const accessKeySecret = 'testsecret';
const bySecret: Credential = { kind: 'secret', secret: Buffer.from(accessKeySecret) };
const client = new SignedClient({ endpoint: 'http://127.0.0.1:8080', accessKeyId: 'testid', accessKeySecret });

/** The answer as `code message`, or `accepted`. */
function outcome(sketch: RequestSketch, credential = bySecret): string {
  const request = rawRequest(sketch);
  try {
    const parameters = readParameters(request);
    const authentication = recognise(request, parameters);
    verifySignature(authentication, request, parameters, credential, { allowLossyV4: false });
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe("the two vectors of the vendor's pages", () => {
  test.each([
    [
      'kRA2cnpJVacIhDMzXnoNZG9tDCI=',
      'UserName=test SignatureVersion=1.0 Format=JSON Timestamp=2015-08-18T03:15:45Z AccessKeyId=testid SignatureMethod=HMAC-SHA1 Version=2015-05-01 Action=CreateUser SignatureNonce=6a6e0ca6-4557-11e5-86a2-b8e8563dc8d2',
    ],
    [
      'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
      'Timestamp=2016-02-23T12:46:24Z Format=XML AccessKeyId=testid Action=DescribeRegions SignatureMethod=HMAC-SHA1 SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf Version=2014-05-26 SignatureVersion=1.0',
    ],
  ])('%s', (signature, parameters) => {
    const query = `${parameters.replaceAll(' ', '&')}&Signature=${encodeURIComponent(signature)}`;
    expect(outcome({ method: 'GET', url: `/?${query}` })).toBe('accepted');
    expect(outcome({ method: 'GET', url: `/?${query}&Added=` })).toMatch(/^SignatureDoesNotMatch /);
  });
});

describe('a mismatch', () => {
  const prefix = 'Specified signature is not matched with our calculation. server string to sign is:';

  test('quotes the V1 string to sign', () => {
    const url =
      '/?AccessKeyId=testid&Action=X&SignatureMethod=HMAC-SHA1&SignatureNonce=n&SignatureVersion=1.0&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2016-01-20&Signature=AAAA';
    const quoted =
      'GET&%2F&AccessKeyId%3Dtestid%26Action%3DX%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dn%26SignatureVersion%3D1.0%26Timestamp%3D2026-01-02T03%253A04%253A05Z%26Version%3D2016-01-20';
    expect(outcome({ method: 'get', url })).toBe(`SignatureDoesNotMatch ${prefix}${quoted}`);
  });

  test('quotes 64 KB of a longer V1 string to sign, and all of one that is signed rightly counts', () => {
    const long = client.prepare('2016-01-20', 'X', { A: '!'.repeat(20_000) }, { signature: 'v1', place: 'form' });
    expect(outcome(long)).toBe('accepted');
    const refused = outcome({ ...long, body: `${long.body?.toString()}!` });
    expect(refused).toHaveLength('SignatureDoesNotMatch '.length + prefix.length + 64 * 1024 + ' …'.length);
    expect(refused).toMatch(/%2521%2521[%0-9]* …$/);
  });

  test('quotes the V3 algorithm and hash', () => {
    const prepared = client.prepare('2016-01-20', 'ListKeys');
    expect(outcome({ ...prepared, url: '/?A=1' })).toMatch(
      new RegExp(`^SignatureDoesNotMatch ${prefix.replaceAll('.', '\\.')}ACS3-HMAC-SHA256\\n[0-9a-f]{64}$`),
    );
  });

  test('quotes what a client with the wrong secret signed itself, so that it can tell', () => {
    const canonical = [
      'POST\n/\nA=1\nhost:h\nx-acs-action:X\nx-acs-content-sha256:',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nx-acs-date:2026-01-02T03:04:05Z\n',
      'x-acs-signature-nonce:n\nx-acs-version:2016-01-20\n\n',
      'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version\n',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ].join('');
    const other = new SignedClient({ endpoint: 'http://h', accessKeyId: 'testid', accessKeySecret: 'other' });
    const date = new Date('2026-01-02T03:04:05Z');
    const sent = other.prepare('2016-01-20', 'X', { A: 1 }, { nonce: 'n', date });
    const hash = createHash('sha256').update(canonical).digest('hex');
    expect(outcome(sent)).toBe(`SignatureDoesNotMatch ${prefix}ACS3-HMAC-SHA256\n${hash}`);
  });

  test('has no colon before the string, whatever the caller sends, and never the secret', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z]\w{0,8}$/), fc.string()), fc.boolean(), (values, old) => {
        const sent = client.prepare('2016-01-20', 'X', values, { signature: old ? 'v1' : 'v3' });
        const answer = outcome(sent, { kind: 'secret', secret: Buffer.from('another secret') });
        expect(answer.startsWith(`SignatureDoesNotMatch ${prefix}`)).toBe(true);
        expect(answer).not.toContain('another secret');
      }),
    );
  });
});

describe('the content hash', () => {
  const sent = client.prepare('2016-01-20', 'Encrypt', { A: 'b' }, { place: 'form' });

  test('is compared with the body itself', () => {
    expect(outcome(sent)).toBe('accepted');
    expect(outcome({ ...sent, body: 'A=c' })).toMatch(/^SignatureDoesNotMatch /);
  });

  test('cannot be replaced by one of another body', () => {
    const hash = createHash('sha256').update('A=c').digest('hex');
    const headers = { ...sent.headers, 'x-acs-content-sha256': hash };
    expect(outcome({ ...sent, headers, body: 'A=c' })).toMatch(/^SignatureDoesNotMatch /);
  });

  test('that a client signed wrongly does not pass, though the signature is right', () => {
    const wrong = { 'x-acs-content-sha256': createHash('sha256').update('other').digest('hex') };
    const signed = client.prepare('2016-01-20', 'Encrypt', { A: 'b' }, { place: 'form', headers: wrong });
    expect(outcome(signed)).toMatch(/^SignatureDoesNotMatch /);
  });
});

test('an SM3 digest under its own name counts before one under the name of SHA-256', () => {
  const sm3 = (text: string) => ({ 'x-acs-content-sm3': createHash('sm3').update(text).digest('hex') });
  const sign = (headers: Record<string, string>) =>
    client.prepare('2016-01-20', 'X', { A: 'b' }, { signature: 'v3-sm3', place: 'form', headers });
  expect(outcome(sign(sm3('A=b')))).toBe('accepted');
  expect(outcome(sign({ ...sm3('A=b'), 'x-acs-content-sha256': 'unused' }))).toBe('accepted');
  expect(outcome(sign(sm3('A=c')))).toMatch(/^SignatureDoesNotMatch /);
});

describe('names that are not encoded in the canonical query', () => {
  const signWith = (parameters: Record<string, string>) => client.prepare('2016-01-20', 'X', parameters);

  test('cannot swallow signed parameters', () => {
    const sent = signWith({ A: '1', DryRun: 'true' });
    expect(outcome(sent)).toBe('accepted');
    expect(outcome({ ...sent, url: '/?A%3D1%26DryRun=true' })).toMatch(/^SignatureDoesNotMatch /);
  });

  test('cannot rename a parameter whose name was signed encoded', () => {
    const sent = signWith({ 'a b': '1' });
    expect(outcome(sent)).toBe('accepted');
    expect(outcome({ ...sent, url: '/?a%2520b=1' })).toMatch(/^SignatureDoesNotMatch /);
  });

  test('may hold & = % when they are signed encoded', () => {
    expect(outcome(signWith({ 'a=b&c%20d': '1', E: '2' }))).toBe('accepted');
  });
});

describe('V4', () => {
  // The four keys of wire/gateway.md section 15.9.
  const claims = {
    algorithm: { name: 'ACS4-HMAC-SHA256', hash: 'sha256', contentHashHeaders: [] },
    scope: { date: '20251121', region: 'center', product: 'Kms' },
  } as const;

  test('derives the key of the formula', () => {
    const steps: string[] = [];
    deriveKeyV4(claims, Buffer.from(accessKeySecret), key => {
      steps.push(key.toString('hex'));
      return key;
    });
    expect(steps).toEqual([
      '84c60b7f9ec3a067e2b643dcc27b2ecfbf4f7318d5909c3df7c159b0a32eff8e',
      'e3afe2b2020f6eaa300ae50522092e463a03c9de8fe2978e16f3d20bfaab64d7',
      '9c50916af4368112b739a0e639e7c7da98e1f1d800b200b4988bb60176919846',
      '5db9dfd59ea0a1399f7bbd6c93124e6964cbfad0b5e7c3bc6badd9c3b124c3c3',
    ]);
  });

  test('loses what is not UTF-8 in the way of Node', () => {
    expect(lossyText(Buffer.from([0x61, 0xff, 0xe4, 0xb8, 0xad])).toString('hex')).toBe('61efbfbde4b8ad');
  });
});

describe('key pairs, as openssl signs with them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signatures-'));
  const keyFile = join(folder, 'key.pem');
  let byKey: Credential;

  beforeAll(() => {
    execFileSync('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', keyFile], {
      stdio: 'ignore',
    });
    byKey = { kind: 'publicKey', key: createPublicKey(execFileSync('openssl', ['pkey', '-in', keyFile, '-pubout'])) };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function signed(text: string): Buffer {
    const file = join(folder, 'text');
    writeFileSync(file, text);
    return execFileSync('openssl', ['dgst', '-sha256', '-sign', keyFile, file]);
  }

  function v1Url(signature: string): string {
    return `/?AccessKeyId=KAAP.1&Action=GetSecretValue&Format=XML&SecretName=s%201&SignatureMethod=SHA256withRSA&SignatureNonce=n&SignatureType=PRIVATEKEY&SignatureVersion=1.0&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2016-01-20&Signature=${encodeURIComponent(signature)}`;
  }
  const v1Text =
    'POST&%2F&AccessKeyId%3DKAAP.1%26Action%3DGetSecretValue%26Format%3DXML%26SecretName%3Ds%25201%26SignatureMethod%3DSHA256withRSA%26SignatureNonce%3Dn%26SignatureType%3DPRIVATEKEY%26SignatureVersion%3D1.0%26Timestamp%3D2026-01-02T03%253A04%253A05Z%26Version%3D2016-01-20';

  test('V1 with SHA256withRSA is accepted, and changed it is not', () => {
    const signature = signed(v1Text).toString('base64');
    expect(outcome({ url: v1Url(signature) }, byKey)).toBe('accepted');
    expect(outcome({ url: `${v1Url(signature)}&A=` }, byKey)).toMatch(/^SignatureDoesNotMatch /);
    for (const other of [`${signature}&`, signature.slice(1), 'AAAA', '!', `${signature}\n`]) {
      expect(outcome({ url: v1Url(other) }, byKey), other).toMatch(/^SignatureDoesNotMatch /);
    }
  });

  test('V3 with ACS3-RSA-SHA256 is accepted, and changed it is not', () => {
    const names = 'x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
    const empty = createHash('sha256').digest('hex');
    const headers = {
      'x-acs-action': 'X',
      'x-acs-content-sha256': empty,
      'x-acs-date': '2026-01-02T03:04:05Z',
      'x-acs-signature-nonce': 'n',
      'x-acs-version': '2016-01-20',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
    const canonical = `POST\n/\n\n${lines.join('')}\n${names}\n${empty}`;
    const text = `ACS3-RSA-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`;
    const authorization = `ACS3-RSA-SHA256 Credential=k,SignedHeaders=${names},Signature=${signed(text).toString('hex')}`;

    expect(outcome({ headers: { ...headers, authorization } }, byKey)).toBe('accepted');
    expect(outcome({ headers: { ...headers, authorization: authorization.slice(0, -2) } }, byKey)).toMatch(
      /^SignatureDoesNotMatch /,
    );
    expect(outcome({ headers: { ...headers, authorization, 'x-acs-action': 'Y' } }, byKey)).toMatch(
      /^SignatureDoesNotMatch /,
    );
  });

  test('are no secrets, and secrets are no key pairs', () => {
    const wrongKind = 'InvalidSignatureMethod Specified signature method is not valid.';
    expect(outcome({ url: v1Url(signed(v1Text).toString('base64')) }, bySecret)).toBe(wrongKind);
    expect(outcome(client.prepare('2016-01-20', 'X'), byKey)).toBe(wrongKind);
    expect(outcome(client.prepare('2016-01-20', 'X', {}, { signature: 'v1' }), byKey)).toBe(wrongKind);
    const ec: KeyObject = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
    expect(outcome({ url: v1Url(signed(v1Text).toString('base64')) }, { kind: 'publicKey', key: ec })).toBe(wrongKind);
  });
});
