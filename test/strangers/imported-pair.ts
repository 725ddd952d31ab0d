/** A private key of others, wrapped for ImportKeyMaterial: an AES key of its own in front, encrypted with RSA-OAEP. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { importParameters, wrapOaep } from '../api/kms/import/import-calls.js';
import type { SignedClient } from '../signed-client.js';

const WRAPPING = {
  WrappingKeySpec: 'RSA_2048',
  WrappingAlgorithm: 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD',
} as const;

export async function hybridMaterial(client: SignedClient, KeyId: string, pkcs8Der: Buffer) {
  const parameters = await importParameters(client, KeyId, WRAPPING);
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-ecb', key, null);
  const wrappedKey = Buffer.from(wrapOaep(parameters, key), 'base64');
  const EncryptedKeyMaterial = Buffer.concat([wrappedKey, cipher.update(pkcs8Der), cipher.final()]).toString('base64');
  return { ImportToken: parameters.ImportToken, EncryptedKeyMaterial };
}
