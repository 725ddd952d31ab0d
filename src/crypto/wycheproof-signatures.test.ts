/** Project Wycheproof, testvectors_v1: ecdsa_secp256r1_sha256, ecdsa_secp256k1_sha256 and rsa_pss_2048_sha256_mgf1_32, over the digests of their messages. */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { p256, secp256k1 } from './curves.js';
import { verifyEcdsa } from './digest-signatures.js';
import { verifyRsaDigest } from './rsa-digest.js';

interface Group {
  readonly algorithm: 'EC_P256' | 'EC_P256K' | 'RSA_PSS_SHA_256';
  readonly spki: string;
  readonly tests: readonly (readonly [id: number, digest: string, signature: string, result: string])[];
}

const file = new URL('../../test/vectors/verify.jsonl', import.meta.url);
const groups = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Group);
const hex = (text: string) => Buffer.from(text, 'hex');

type Verify = (spki: Buffer, digest: Buffer, signature: Buffer) => boolean;

const VERIFY: Readonly<Record<Group['algorithm'], Verify>> = {
  EC_P256: (spki, digest, signature) => verifyEcdsa(p256, spki, digest, signature),
  EC_P256K: (spki, digest, signature) => verifyEcdsa(secp256k1, spki, digest, signature),
  RSA_PSS_SHA_256: (spki, digest, signature) =>
    verifyRsaDigest(createPublicKey({ key: spki, format: 'der', type: 'spki' }), 'pss', digest, signature),
};

test.each(Object.keys(VERIFY) as Group['algorithm'][])('%s takes every good signature and no other', algorithm => {
  const wrong: string[] = [];
  const results = new Set<string>();
  for (const { spki, tests } of groups.filter(it => it.algorithm === algorithm)) {
    for (const [id, digest, signature, result] of tests) {
      results.add(result);
      const taken = VERIFY[algorithm](hex(spki), hex(digest), hex(signature));
      if (taken !== (result === 'valid')) wrong.push(`test ${id} is ${result}`);
    }
  }
  expect(wrong).toEqual([]);
  expect([...results].sort()).toEqual(['invalid', 'valid']);
});
