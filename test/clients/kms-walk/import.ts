/** Material of the client's own: a wrapping key, the import, and its end. */
import { createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import { newKey } from './encryption.js';

export async function walkImport(call: Call): Promise<void> {
  const KeyId = await newKey(call, { KeySpec: 'Aliyun_AES_256', Origin: 'EXTERNAL' });
  expect(await codeOf(call('Encrypt', { KeyId, Plaintext: 'p' }))).toBe('Rejected.PendingImport');
  const asked = { KeyId, WrappingKeySpec: 'RSA_2048', WrappingAlgorithm: 'RSAES_OAEP_SHA_256' };
  const { ImportToken, PublicKey } = await call('GetParametersForImport', asked);
  const key = createPublicKey({ key: Buffer.from(String(PublicKey), 'base64'), format: 'der', type: 'spki' });
  const EncryptedKeyMaterial = publicEncrypt({ key, oaepHash: 'sha256' }, randomBytes(32)).toString('base64');
  const KeyMaterialExpireUnix = Math.floor(Date.now() / 1000) + 86_400;
  await call('ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial, KeyMaterialExpireUnix });
  const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext: 'p' });
  await call('DeleteKeyMaterial', { KeyId });
  expect(await codeOf(call('Decrypt', { CiphertextBlob }))).toBe('Rejected.PendingImport');
  await call('ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial, KeyMaterialExpireUnix: 0 });
  expect(await call('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'p' });
}
