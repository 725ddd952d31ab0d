/** Nothing that can come over the wire makes reading or verifying fail in another way than with a declared error. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rawRequest } from '../../../test/raw-request.js';
import { GatewayError } from '../gateway-error.js';
import { type RawRequest, readParameters } from '../parameters.js';
import { checkFreshness } from './clock.js';
import type { Credential } from './proof.js';
import { answerFormat, recognise } from './recognise.js';
import { verifySignature } from './verify.js';

const now = new Date('2026-01-02T03:04:05Z');
const credentials: readonly Credential[] = [
  { kind: 'secret', secret: Buffer.from('testsecret') },
  { kind: 'publicKey', key: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey },
];

function outcome(request: RawRequest, credential: Credential): string {
  try {
    const parameters = readParameters(request);
    expect(answerFormat(parameters)).toMatch(/^(?:json|xml)$/);
    const authentication = recognise(request, parameters);
    checkFreshness(authentication, now, { nonceOptional: true });
    verifySignature(authentication, request, parameters, credential, { allowLossyV4: true });
  } catch (error) {
    if (error instanceof GatewayError && error.status < 500 && !/\{\w+\}/.test(error.code)) return error.code;
    throw error;
  }
  return 'accepted';
}

/** How many requests of a kind ended how: what is generated must get past the first check, or it proves little. */
function outcomesOf(requests: fc.Arbitrary<RawRequest>, numRuns: number): Map<string, number> {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(requests, fc.constantFrom(...credentials), (request, credential) => {
      const code = outcome(request, credential);
      expect(code).not.toBe('accepted');
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    }),
    { numRuns },
  );
  return outcomes;
}

const bytes = fc.uint8Array({ maxLength: 120 }).map(array => Buffer.from(array));
const latin1 = bytes.map(buffer => buffer.toString('latin1'));
const method = fc.oneof(fc.constantFrom('GET', 'POST', 'PUT'), latin1);
const contentType = fc.oneof(
  fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', undefined),
  latin1,
);

test('arbitrary bytes in every place', () => {
  const names = fc.constantFrom('authorization', 'x-acs-date', 'x-acs-bearer-token', '__proto__', 'constructor');
  const requests = fc
    .record({
      method,
      url: latin1,
      headers: fc.dictionary(names, fc.oneof(latin1, fc.array(latin1, { maxLength: 3 }))),
      contentType,
      body: bytes,
    })
    .map(({ headers, contentType: type, ...rest }) =>
      rawRequest({ ...rest, headers: { ...headers, 'content-type': type } }),
    );
  outcomesOf(requests, 2000);
});

test('bytes in the place of each part of a V3 or V4 request', () => {
  const list = 'content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
  const usually = (...values: string[]) => fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...values) }, latin1);
  const requests = fc
    .record({
      algorithm: usually('ACS3-HMAC-SHA256', 'ACS3-HMAC-SM3', 'ACS3-RSA-SHA256', 'ACS4-HMAC-SHA256', 'ACS4-HMAC-SM3'),
      credential: usually('testid', 'testid/20260102/center/Kms/aliyun_v4_request'),
      signedHeaders: usually(list, list, `${list};__proto__;constructor`, `${list};`),
      signature: usually('00', 'ab'.repeat(128)),
      action: usually('X'),
      date: usually('2026-01-02T03:04:05Z', '2026-01-02T03:24:05Z'),
      nonce: usually('n'),
      hash: usually('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
      type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('application/x-www-form-urlencoded') }, contentType),
      url: usually('/', '/?A=%2A+b&%23=', '/?A=%00', ''),
      body: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(Buffer.from('A=b'), Buffer.alloc(0)) }, bytes),
      method,
    })
    .map(parts => {
      const { algorithm, credential, signedHeaders, signature, method: verb, url, body } = parts;
      const authorization = `${algorithm} Credential=${credential},SignedHeaders=${signedHeaders},Signature=${signature}`;
      const headers = {
        authorization,
        host: '127.0.0.1',
        'content-type': parts.type,
        'x-acs-action': parts.action,
        'x-acs-version': '2016-01-20',
        'x-acs-date': parts.date,
        'x-acs-signature-nonce': parts.nonce,
        'x-acs-content-sha256': parts.hash,
      };
      return rawRequest({ method: verb, url, headers, body });
    });
  const outcomes = outcomesOf(requests, 3000);
  expect(outcomes.get('SignatureDoesNotMatch')).toBeGreaterThan(50);
  expect(outcomes.get('InvalidTimeStamp.Expired')).toBeGreaterThan(50);
});

test('bytes in the place of each part of a V1 request', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), latin1);
  const usually = (...values: (string | undefined)[]) =>
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...values) }, text);
  const parameters = fc.record({
    AccessKeyId: usually('testid', 'KAAP.1'),
    Action: usually('X'),
    Version: usually('2016-01-20', '2015-05-01'),
    SignatureMethod: usually('HMAC-SHA1', 'HMAC-SHA256', 'SHA256withRSA'),
    SignatureType: usually(undefined, '', 'PRIVATEKEY', 'BEARERTOKEN'),
    SignatureVersion: usually('1.0'),
    SignatureNonce: usually('n', undefined),
    Timestamp: usually('2026-01-02T03:04:05Z', undefined),
    Signature: usually('AAAA', `${'A'.repeat(171)}=`),
    SecurityToken: usually(undefined, 'token'),
    Format: usually(undefined, 'xml'),
    Anything: text,
  });
  const requests = fc
    .record({ parameters, method, inForm: fc.boolean() })
    .map(({ parameters: all, method: verb, inForm }) => {
      const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const pairs = new URLSearchParams(given).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return inForm
        ? rawRequest({ method: verb, headers, body: pairs })
        : rawRequest({ method: verb, url: `/?${pairs}` });
    });
  expect(outcomesOf(requests, 2000).get('SignatureDoesNotMatch')).toBeGreaterThan(50);
});
