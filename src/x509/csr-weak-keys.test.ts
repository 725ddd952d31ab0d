/** Keys that can be factored or that are none, each in a request that is signed with them as far as that is possible. */
import { checkPrimeSync, createPrivateKey, generatePrimeSync, randomBytes, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openssl, Scratch } from '../../test/strangers/commands.js';
import { bitString, context, integer, nullValue, oid, seq } from '../crypto/der.js';
import { encodePem } from '../crypto/pem.js';
import { sha256WithRsa } from '../crypto/signature-schemes.js';
import { InvalidCsr, parseCsr } from './csr.js';
import { encodeName, subjectName } from './name.js';
import { checkRsaKey } from './rsa-key-strength.js';

const scratch = new Scratch();
const octetsOf = (value: bigint): Buffer => Buffer.from(value.toString(16).replace(/^(?=(?:..)*.$)/, '0'), 'hex');
const isPrime = (value: bigint): boolean => checkPrimeSync(octetsOf(value));

function modularInverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return ((t0 % modulus) + modulus) % modulus;
}

/** A request that is signed with the RSA key of those primes. */
function request(p: bigint, q: bigint, e = 65537n): string {
  const d = modularInverse(e, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: modularInverse(q, p) };
  const jwk = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, octetsOf(value).toString('base64url')]),
  );
  const key = createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
  const info = requestInfo(p * q, e);
  return encodePem('CERTIFICATE REQUEST', seq(info, sha256WithRsa.identifier, bitString(sign('sha256', info, key))));
}

const requestInfo = (modulus: bigint, e: bigint): Buffer =>
  seq(
    integer(0),
    encodeName(subjectName({ commonName: 'weak' })),
    seq(
      seq(oid('1.2.840.113549.1.1.1'), nullValue()),
      bitString(seq(integer(octetsOf(modulus)), integer(octetsOf(e)))),
    ),
    context(0),
  );

const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true });

function nextPrime(after: bigint): bigint {
  let candidate = after + 2n;
  while (!isPrime(candidate)) candidate += 2n;
  return candidate;
}

/** A prime as the chips of ROCA made them: k·M + (65537^a mod M), M being the product of the first 39 primes. */
function rocaPrime(): bigint {
  const firstPrimes = [2n];
  for (let candidate = 3n; firstPrimes.length < 39; candidate += 2n) {
    if (firstPrimes.every(it => candidate % it !== 0n)) firstPrimes.push(candidate);
  }
  const primorial = firstPrimes.reduce((product, each) => product * each, 1n);
  // Between 3/4 of 2^512 and 2^512, so that two of them make 1024 bits.
  const [least, range] = [(3n << 510n) / primorial + 1n, (1n << 510n) / primorial - 2n];
  let power = 1n;
  for (let a = 1; ; a++) {
    power = (power * 65537n) % primorial;
    const k = least + (BigInt(`0x${randomBytes(48).toString('hex')}`) % range);
    const candidate = k * primorial + power;
    if (a > 300 && isPrime(candidate)) return candidate;
  }
}

const refusal = (pem: string): string => {
  try {
    parseCsr(pem);
  } catch (fault) {
    expect(fault).toBeInstanceOf(InvalidCsr);
    return (fault as Error).message;
  }
  return 'not refused';
};

describe('an RSA key', () => {
  test('of two primes that have nothing to do with each other is accepted', () => {
    expect(refusal(request(prime(512), prime(512)))).toBe('not refused');
  });

  test('from a chip with the fault ROCA is refused', () => {
    expect(refusal(request(rocaPrime(), rocaPrime()))).toBe(
      'The RSA key comes from a chip whose keys can be factored (ROCA, CVE-2017-15361).',
    );
  });

  test('of two neighbouring primes, or one twice, is refused', () => {
    const p = prime(512);
    const close = 'The RSA key has two prime factors that are too close to each other.';
    expect(refusal(request(p, nextPrime(p)))).toBe(close);
    expect(refusal(request(nextPrime(p + (1n << 250n)), p))).toBe(close);
    expect(() => checkRsaKey(p * p, 65537n)).toThrow(close);
  });

  test.each<[string, bigint, bigint]>([
    ['The RSA key has an even exponent.', 2n ** 2047n + 5n, 65538n],
    ['The RSA key has an exponent below 65537.', 2n ** 2047n + 5n, 3n],
    ['The RSA key has an exponent below 65537.', 2n ** 2047n + 5n, 1n],
    ['The RSA key has an even exponent.', 2n ** 2047n + 5n, 0n],
    ['The RSA key has an exponent of more than 256 bits.', 2n ** 2047n + 5n, 2n ** 256n + 1n],
    ['The RSA key has less than 1024 bits.', 2n ** 1022n + 1n, 65537n],
    ['The RSA key has less than 1024 bits.', 0n, 65537n],
    ['The RSA key has an even modulus.', 2n ** 2047n, 65537n],
    ['The RSA key has a modulus with a small factor.', 751n * (2n ** 2040n + 1n), 65537n],
    ['The RSA key has a modulus with a small factor.', 3n * (2n ** 1030n + 3n), 65537n],
  ])('%s', (message, modulus, exponent) => {
    const signature = bitString(Buffer.alloc(256));
    const pem = encodePem(
      'CERTIFICATE REQUEST',
      seq(requestInfo(modulus, exponent), sha256WithRsa.identifier, signature),
    );
    expect(refusal(pem)).toBe(message);
  });

  test('that openssl made is never taken for a weak one', () => {
    for (let round = 0; round < 200; round++) {
      const n = prime(512) * prime(512);
      if (n.toString(2).length === 1024) expect(checkRsaKey(n, 65537n)).toBe(1024);
    }
  });
});

describe('a key on a curve', () => {
  test('that is not ours, or is written out, is refused', () => {
    const made = (...options: string[]) => {
      const key = scratch.path('curve.key');
      openssl(['ecparam', '-genkey', '-noout', '-out', key, ...options]);
      return refusal(openssl(['req', '-new', '-key', key, '-subj', '/CN=a']));
    };
    const curves = {
      secp256k1: 'secp256k1 (1.3.132.0.10)',
      secp224r1: 'P-224 (1.3.132.0.33)',
      brainpoolP256r1: 'brainpoolP256r1 (1.3.36.3.3.2.8.1.1.7)',
      sect283k1: '1.3.132.0.16',
    };
    for (const [name, shown] of Object.entries(curves)) {
      expect(made('-name', name)).toBe(
        `The public key is on a curve that is not supported, ${shown}: P-256, P-384, P-521 and SM2 are.`,
      );
    }
    expect(made('-name', 'prime256v1', '-param_enc', 'explicit')).toBe(
      'The public key writes out the parameters of its curve; it has to name the curve.',
    );
  });

  test('of another kind altogether is refused', () => {
    for (const [algorithm, shown] of [
      ['ed25519', 'Ed25519 (1.3.101.112)'],
      ['RSA-PSS', 'RSASSA-PSS (1.2.840.113549.1.1.10)'],
    ] as const) {
      const key = scratch.path('other.key');
      openssl(['genpkey', '-algorithm', algorithm, '-out', key]);
      expect(refusal(openssl(['req', '-new', '-key', key, '-subj', '/CN=a']))).toBe(
        `The public key is of a kind that is not supported, ${shown}: RSA, P-256, P-384, P-521 and SM2 are.`,
      );
    }
  });
});
