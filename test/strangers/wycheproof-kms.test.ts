/**
 * Vectors of Project Wycheproof (testvectors_v1) through the API, their keys imported:
 *
 * - AES-GCM and SM4-GCM (aes_gcm_test.json, sm4_gcm_test.json) at an instance, which takes additional data as it comes; those without any are
 *   ciphertexts of the RPC API too;
 * - HMAC (hmac_*_test.json), and RSA-OAEP (rsa_oaep_2048_*_test.json, without labels, which the API has not), but for empty messages and ciphertexts, which it
 *   does not take;
 * - RSA PKCS #1 (rsa_pkcs1_*_sig_gen_test.json), whose signatures are the same each time.
 *
 * The vectors of ECDSA and RSA-PSS have public keys only, which the API does not import: they are in src/crypto/wycheproof-signatures.test.ts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { encryptSm2 } from '../../src/crypto/sm2-encryption.js';
import { importParameters, makeImported } from '../api/kms/import/import-calls.js';
import { makeKey } from '../api/kms/keys/key-calls.js';
import { onlyVersion } from '../api/kms/keys/pair-calls.js';
import { error, kms, kmsOk, ok } from '../api/kms/kms-calls.js';
import { instanceCalls, makeClientKey } from '../api/kms-instance/use-instance.js';
import type { ClientKey } from '../instance-client.js';
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

test.each(vectors<{ spec: string; pkcs8: string; tests: Test[] }>('pkcs1'))('RSA PKCS #1 with $spec', async vector => {
  const { KeyId } = await makeKey(server.root, { KeySpec: vector.spec, KeyUsage: 'SIGN/VERIFY', Origin: 'EXTERNAL' });
  const material = await hybridMaterial(server.root, KeyId, hex(vector.pkcs8));
  await kmsOk(server.root, 'ImportKeyMaterial', { KeyId, ...material });
  const named = { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
  for (const [id, message, signature] of vector.tests) {
    const Digest = createHash('sha256').update(hex(message)).digest('base64');
    const asked = { ...named, Algorithm: 'RSA_PKCS1_SHA_256', Digest };
    const signed = { ...named, Value: base64(signature) };
    expect(await kms(server.root, 'AsymmetricSign', asked), `test ${id}`).toEqual(ok(signed));
    const verified = await kms(server.root, 'AsymmetricVerify', { ...asked, Value: base64(signature) });
    expect(verified, `test ${id}`).toEqual(ok({ ...named, Value: true }));
  }
});

type GcmTest = readonly [
  cipher: 'aes-128' | 'aes-192' | 'aes-256' | 'sm4',
  id: number,
  key: string,
  nonce: string,
  aad: string,
  message: string,
  ciphertext: string,
  tag: string,
  result: 'valid' | 'invalid',
];

const GCM_SPECS = {
  'aes-128': ['Aliyun_AES_128', 'AES_GCM'],
  'aes-192': ['Aliyun_AES_192', 'AES_GCM'],
  'aes-256': ['Aliyun_AES_256', 'AES_GCM'],
  sm4: ['Aliyun_SM4', 'SM4_GCM'],
} as const;

describe.each(Object.entries(GCM_SPECS))('%s-gcm', (cipher, [KeySpec, Algorithm]) => {
  let application: ClientKey;
  beforeAll(async () => {
    application = await makeClientKey(server.root);
  });
  const { call } = instanceCalls(server, () => application);

  /** Wrapped with SM2, whose key is made in no time. */
  async function imported(material: Buffer) {
    const wrapping = { WrappingKeySpec: 'EC_SM2', WrappingAlgorithm: 'SM2PKE' };
    const { KeyId } = await makeKey(server.root, { KeySpec, Origin: 'EXTERNAL' });
    const { ImportToken, der } = await importParameters(server.root, KeyId, wrapping);
    const EncryptedKeyMaterial = encryptSm2(der, material).toString('base64');
    await kmsOk(server.root, 'ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial });
    return { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
  }

  test('opens every good ciphertext and no other, at an instance and by Decrypt', async () => {
    const keys = new Map<string, { KeyId: string; KeyVersionId: string }>();
    const results = new Set<string>();
    for (const [of, id, key, nonce, aad, message, ciphertext, tag, result] of vectors<GcmTest>('gcm')) {
      if (of !== cipher) continue;
      const named = keys.get(key) ?? (await imported(hex(key)));
      keys.set(key, named);
      results.add(result);
      const sealed = hex(ciphertext + tag);
      const asked = { KeyId: named.KeyId, CiphertextBlob: sealed, Iv: hex(nonce), Aad: hex(aad), Algorithm };
      const opened = await call('Decrypt', asked);
      if (result === 'valid')
        expect([id, opened.status, opened.body.Plaintext ?? Buffer.alloc(0)]).toEqual([id, 200, hex(message)]);
      else expect([id, opened.status]).not.toEqual([id, 200]);
      if (aad !== '') continue;
      const CiphertextBlob = Buffer.concat([Buffer.from(named.KeyVersionId), hex(nonce), sealed]).toString('base64');
      const answer = await kms(server.root, 'Decrypt', { CiphertextBlob });
      // What Decrypt answers is text.
      const Plaintext = hex(message).toString();
      expect(answer, `test ${id}`).toEqual(result === 'valid' ? ok({ ...named, Plaintext }) : invalid);
    }
    expect([...results].sort()).toEqual(['invalid', 'valid']);
  });
});
