/** Keys whose material comes from outside, as the tests of this folder and of the states make them. */
import { createPublicKey, publicEncrypt } from 'node:crypto';
import type { SignedClient } from '../../../signed-client.js';
import { makeKey } from '../keys/key-calls.js';
import { error, kms, kmsOk } from '../kms-calls.js';

export const invalidMaterial = error('InvalidKeyMaterial', 'key material is invalid.');
export const invalidToken = error('InvalidImportToken', 'import token is invalid.');
export const expiredToken = error('ExpiredImportToken', 'import token is expired.');
export const unsupportedOrigin = error('Unsupported.Origin', 'This key origin is not valid for this api.');

export const WRAPPING = { WrappingKeySpec: 'RSA_2048', WrappingAlgorithm: 'RSAES_OAEP_SHA_256' } as const;

export interface Parameters {
  readonly ImportToken: string;
  /** Of the wrapping key. */
  readonly der: Buffer;
  readonly pem: string;
}

export async function importParameters(
  client: SignedClient,
  KeyId: string,
  wrapping: object = WRAPPING,
  date?: Date,
): Promise<Parameters> {
  const answer = await kmsOk(client, 'GetParametersForImport', { KeyId, ...wrapping }, { date });
  const der = Buffer.from(String(answer.PublicKey), 'base64');
  const pem = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' });
  return { ImportToken: String(answer.ImportToken), der, pem: String(pem) };
}

export const wrapOaep = ({ pem }: Parameters, material: Buffer): string =>
  publicEncrypt({ key: pem, oaepHash: 'sha256' }, material).toString('base64');

/** What ImportKeyMaterial is to be given so that the key gets this material. */
export async function wrapped(client: SignedClient, KeyId: string, material: Buffer, date?: Date) {
  const parameters = await importParameters(client, KeyId, WRAPPING, date);
  return { ImportToken: parameters.ImportToken, EncryptedKeyMaterial: wrapOaep(parameters, material) };
}

export const importMaterial = async (
  client: SignedClient,
  KeyId: string,
  material: Buffer,
  more: object = {},
  date?: Date,
) => kms(client, 'ImportKeyMaterial', { KeyId, ...(await wrapped(client, KeyId, material, date)), ...more }, { date });

export const MATERIAL = Buffer.alloc(32, 7);

/** An AES key of 256 bits that has this material. */
export async function makeImported(client: SignedClient, parameters: object = {}, material = MATERIAL) {
  const key = await makeKey(client, { Origin: 'EXTERNAL', ...parameters });
  await kmsOk(client, 'ImportKeyMaterial', { KeyId: key.KeyId, ...(await wrapped(client, key.KeyId, material)) });
  return key;
}
