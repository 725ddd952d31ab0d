/** Requests of official clients of seven languages and kinds, as they were sent: wire/gateway.md appendix A. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RequestSketch, rawRequest } from '../../../test/raw-request.js';
import { GatewayError } from '../gateway-error.js';
import { type RawRequest, readParameters, splitUrl } from '../parameters.js';
import { canonicalRequest } from './canonical-request.js';
import { checkFreshness } from './clock.js';
import { recognise } from './recognise.js';
import { stringToSignV1 } from './v1.js';
import { possibleQueries } from './v3.js';
import { canonicalQueryV4 } from './v4.js';
import { verifySignature } from './verify.js';

interface Vector extends RequestSketch {
  readonly name: string;
  readonly client: string;
  readonly generation: 'V1' | 'V3' | 'V4' | 'none';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
  readonly signature: string;
  readonly standardSignature?: string;
}

const file = new URL('../../../test/vectors/signatures.jsonl', import.meta.url);
const vectors = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Vector);
const signed = vectors.filter(({ generation }) => generation !== 'none');
const secret = 'testsecret';

function verify(request: RawRequest, { withSecret = secret, allowLossyV4 = true } = {}): void {
  const parameters = readParameters(request);
  const authentication = recognise(request, parameters);
  verifySignature(
    authentication,
    request,
    parameters,
    { kind: 'secret', secret: Buffer.from(withSecret) },
    { allowLossyV4 },
  );
}

function outcomeOf(request: RawRequest, options?: Parameters<typeof verify>[1]): string {
  try {
    verify(request, options);
  } catch (error) {
    if (error instanceof GatewayError) return error.code;
    throw error;
  }
  return 'accepted';
}

function changeQuery(vector: Vector, more: string): RawRequest {
  return rawRequest({ ...vector, url: `${vector.url}${vector.url.includes('?') ? '&' : '?'}${more}` });
}

test('there are all 49 of them', () => {
  expect(vectors).toHaveLength(49);
  expect(signed).toHaveLength(45);
});

describe.each(signed)('$name of $client', vector => {
  const request = rawRequest(vector);
  const parameters = readParameters(request);
  const authentication = recognise(request, parameters);
  const { action, version } = authentication;

  test('is recognised', () => {
    expect(authentication.generation).toBe(vector.generation);
    expect(authentication.signature).toBe(vector.signature);
    expect(authentication.accessKeyId).toMatch(/^(?:STS\.)?testid$/);
    expect(authentication.securityToken !== undefined).toBe(authentication.accessKeyId.startsWith('STS.'));
    expect(action).toBe(vector.headers['x-acs-action'] ?? parameters.values.get('Action'));
    expect(version).toBe(vector.headers['x-acs-version'] ?? parameters.values.get('Version'));
    expect(() => checkFreshness(authentication, authentication.timestamp)).not.toThrow();
  });

  test('is canonicalised as its client did', () => {
    if (authentication.generation === 'V1') {
      expect(stringToSignV1(request.method, parameters)).toBe(vector.stringToSign);
      return;
    }
    const { signedHeaders, contentHash } = authentication;
    const queries =
      authentication.generation === 'V3' ? possibleQueries(parameters.query) : [canonicalQueryV4(parameters.query)];
    const canonical = queries.map(query => canonicalRequest(request, query, signedHeaders, contentHash));
    expect(canonical).toContain(vector.canonicalRequest);
  });

  test('is accepted', () => {
    expect(outcomeOf(request)).toBe('accepted');
  });

  test('is refused with another secret', () => {
    for (const withSecret of ['testsecreT', 'testsecret&', 'testsecre', '']) {
      expect(outcomeOf(request, { withSecret }), withSecret).toBe('SignatureDoesNotMatch');
    }
  });

  test('is refused with one parameter more, less or changed', () => {
    expect(outcomeOf(changeQuery(vector, 'Added=1'))).toBe('SignatureDoesNotMatch');
    expect(outcomeOf(changeQuery(vector, 'Added'))).toBe('SignatureDoesNotMatch');

    const { path, query } = splitUrl(vector.url);
    const pairs = query.split('&').filter(pair => pair !== '' && !pair.startsWith('Signature='));
    for (const pair of pairs) {
      const without = pairs.filter(other => other !== pair).join('&');
      const signature = new URLSearchParams({ Signature: vector.signature }).toString();
      const rest = vector.generation === 'V1' ? `${without}&${signature}` : without;
      expect(outcomeOf(rawRequest({ ...vector, url: `${path}?${rest}` })), `without ${pair}`).not.toBe('accepted');
      expect(outcomeOf(rawRequest({ ...vector, url: `${path}?${rest}&${pair}x` })), `${pair}x`).not.toBe('accepted');
    }
  });

  test('is refused with another method', () => {
    const method = vector.method === 'GET' ? 'POST' : 'GET';
    expect(outcomeOf(rawRequest({ ...vector, method }))).toBe('SignatureDoesNotMatch');
  });

  test('changed anywhere, is accepted only if it still says the same', () => {
    const parts = { url: vector.url, body: String(vector.body ?? ''), ...vector.headers } as Record<string, string>;
    const change = fc
      .constantFrom(...Object.keys(parts).filter(part => parts[part] !== ''))
      .chain(part =>
        fc.tuple(fc.constant(part), fc.nat(parts[part]!.length - 1), fc.integer({ min: 0x20, max: 0x7e }), fc.nat(1)),
      );
    fc.assert(
      fc.property(change, ([part, at, code, removed]) => {
        const text = parts[part]!;
        const { url, body, ...headers } = {
          ...parts,
          [part]: text.slice(0, at) + String.fromCharCode(code) + text.slice(at + removed),
        } as Record<string, string>;
        const changed = rawRequest({ method: vector.method, url, headers, body });
        if (outcomeOf(changed) !== 'accepted') return;
        const after = readParameters(changed);
        expect(after.values).toEqual(parameters.values);
        expect(recognise(changed, after)).toMatchObject({ action, version });
      }),
      { numRuns: 150 },
    );
  });
});

test.each(signed.filter(({ body }) => body))('$name of $client is refused with another body', vector => {
  const bodies = [`${vector.body}x`, `${vector.body}&Added=1`, ''];
  for (const body of bodies) expect(outcomeOf(rawRequest({ ...vector, body })), body).not.toBe('accepted');
});

test.each(signed.filter(({ generation }) => generation !== 'V1'))(
  '$name of $client is refused with any signed header changed, and only then',
  vector => {
    const list = /SignedHeaders=([^,]*)/.exec(vector.headers.authorization ?? '')?.[1] ?? '';
    for (const name of list.split(';')) {
      for (const value of [`${vector.headers[name]}1`, undefined]) {
        const headers = { ...vector.headers, [name]: value };
        expect(outcomeOf(rawRequest({ ...vector, headers })), `${name}: ${value}`).not.toBe('accepted');
      }
    }
    expect(outcomeOf(rawRequest({ ...vector, headers: { ...vector.headers, via: 'a proxy' } }))).toBe('accepted');
  },
);

test.each(signed.filter(({ generation }) => generation === 'V1'))(
  '$name of $client survives other headers: V1 signs none',
  vector => {
    const headers = { ...vector.headers, host: 'elsewhere', 'x-acs-action': 'Other', 'x-acs-version': '1999-01-01' };
    const changed = rawRequest({ ...vector, headers });
    const parameters = readParameters(changed);
    expect(outcomeOf(changed)).toBe('accepted');
    expect(recognise(changed, parameters).action).toBe(parameters.values.get('Action'));
  },
);

test.each(signed.filter(({ generation }) => generation === 'V4'))(
  '$name of $client, whose keys are lossy, is accepted only where a setting allows it',
  vector => {
    const standard = String(vector.headers.authorization).replace(vector.signature, String(vector.standardSignature));
    const asByFormula = rawRequest({ ...vector, headers: { ...vector.headers, authorization: standard } });
    expect(outcomeOf(rawRequest(vector), { allowLossyV4: false })).toBe('SignatureDoesNotMatch');
    expect(outcomeOf(asByFormula, { allowLossyV4: false })).toBe('accepted');
    expect(outcomeOf(asByFormula, { allowLossyV4: true })).toBe('accepted');
  },
);

test.each(vectors.filter(({ generation }) => generation === 'none'))('$name of $client is refused by name', vector => {
  const isBearer = vector.name.includes('bearer');
  expect(outcomeOf(rawRequest(vector))).toBe(isBearer ? 'InvalidBearerToken' : 'MissingAccessKeyId');
});
