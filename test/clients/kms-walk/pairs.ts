/** What pairs do: signatures and encryption to a public key. */
import { createHash, verify } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer, Call } from '../certificate-line.js';
import { newKey } from './encryption.js';

export async function walkPairs(call: Call): Promise<void> {
  const signing = await newPair(call, 'EC_P256', 'SIGN/VERIFY');
  const message = Buffer.from('signed by KMS');
  const digest = createHash('sha256').update(message).digest('base64');
  const asked = { ...signing, Algorithm: 'ECDSA_SHA_256', Digest: digest };
  const { Value } = await call('AsymmetricSign', asked);
  const { PublicKey } = await call('GetPublicKey', signing);
  expect(verify('sha256', message, String(PublicKey), Buffer.from(String(Value), 'base64'))).toBe(true);
  expect(await call('AsymmetricVerify', { ...asked, Value })).toMatchObject({ ...signing, Value: true });
  const other = createHash('sha256').update('another').digest('base64');
  expect(await call('AsymmetricVerify', { ...asked, Digest: other, Value })).toMatchObject({ Value: false });

  for (const [spec, Algorithm] of [
    ['RSA_2048', 'RSAES_OAEP_SHA_256'],
    ['EC_SM2', 'SM2PKE'],
  ] as const) {
    const pair = { ...(await newPair(call, spec, 'ENCRYPT/DECRYPT')), Algorithm };
    const Plaintext = Buffer.from('plain + text').toString('base64');
    const { CiphertextBlob } = await call('AsymmetricEncrypt', { ...pair, Plaintext });
    expect(await call('AsymmetricDecrypt', { ...pair, CiphertextBlob })).toMatchObject({ Plaintext });
  }
}

async function newPair(call: Call, KeySpec: string, KeyUsage: string) {
  const KeyId = await newKey(call, { KeySpec, KeyUsage });
  const { KeyVersions } = await call('ListKeyVersions', { KeyId });
  const [version] = (KeyVersions as { KeyVersion: Answer[] }).KeyVersion;
  return { KeyId, KeyVersionId: String(version?.KeyVersionId) };
}
