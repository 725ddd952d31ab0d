/**
 * Vectors of Project Wycheproof through the API, their keys imported: HMAC (hmac_*_test.json) and RSA-OAEP with its private keys
 * (rsa_oaep_2048_*_test.json, without labels, which the API has not), but for empty messages and ciphertexts, which it does not take. Vectors of signatures have public keys only: they are in
 * src/crypto/wycheproof-signatures.test.ts.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeImported } from '../api/kms/import/import-calls.js';
import { makeKey } from '../api/kms/keys/key-calls.js';
import { onlyVersion } from '../api/kms/keys/pair-calls.js';
import { error, kms, kmsOk, ok } from '../api/kms/kms-calls.js';
import { useTestServer } from '../use-test-server.js';
import { hybridMaterial } from './imported-pair.js';

type Test = readonly [id: number, message: string, value: string, result: 'valid' | 'invalid'];

const server = useTestServer();
const hex = (text: string) => Buffer.from(text, 'hex');
const base64 = (text: string) => hex(text).toString('base64');

function vectors<T>(name: string): T[] {
  const lines = readFileSync(new URL(`../vectors/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as T);
}

test.each(vectors<{ spec: string; key: string; tests: Test[] }>('mac'))('$spec with the key $key', async vector => {
  const { KeyId } = await makeImported(server.root, { KeySpec: vector.spec }, hex(vector.key));
  for (const [id, message, tag, result] of vector.tests) {
    const asked = { KeyId, Algorithm: vector.spec, Message: base64(message), Mac: base64(tag) };
    expect(await kms(server.root, 'VerifyMac', asked), `test ${id}`).toEqual(
      ok({ KeyId, Algorithm: vector.spec, Value: result === 'valid' }),
    );
  }
});

const invalid = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');

test.each(vectors<{ algorithm: string; pkcs8: string; tests: Test[] }>('oaep'))('$algorithm', async vector => {
  const KeyUsage = 'ENCRYPT/DECRYPT';
  const { KeyId } = await makeKey(server.root, { KeySpec: 'RSA_2048', KeyUsage, Origin: 'EXTERNAL' });
  const material = await hybridMaterial(server.root, KeyId, hex(vector.pkcs8));
  await kmsOk(server.root, 'ImportKeyMaterial', { KeyId, ...material });
  const named = { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
  for (const [id, message, ciphertext, result] of vector.tests) {
    const asked = { ...named, Algorithm: vector.algorithm, CiphertextBlob: base64(ciphertext) };
    const answer = await kms(server.root, 'AsymmetricDecrypt', asked);
    if (result === 'valid') expect(answer, `test ${id}`).toEqual(ok({ ...named, Plaintext: base64(message) }));
    else expect(answer, `test ${id}`).toEqual(invalid);
  }
});
