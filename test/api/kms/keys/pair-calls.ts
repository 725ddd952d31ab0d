/** Pairs as the tests of this folder make and use them. */
import { createPublicKey } from 'node:crypto';
import type { SignedClient } from '../../../signed-client.js';
import { kmsOk } from '../kms-calls.js';
import { makeKey } from './key-calls.js';

export interface Pair {
  readonly KeyId: string;
  readonly KeyVersionId: string;
}

/** A new pair and its one version. */
export async function makePair(client: SignedClient, KeySpec: string, KeyUsage = 'SIGN/VERIFY'): Promise<Pair> {
  const { KeyId } = await makeKey(client, { KeySpec, KeyUsage });
  return { KeyId, KeyVersionId: await onlyVersion(client, KeyId) };
}

export async function onlyVersion(client: SignedClient, KeyId: string): Promise<string> {
  const { KeyVersions } = await kmsOk(client, 'ListKeyVersions', { KeyId });
  return (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion[0]?.KeyVersionId ?? '';
}

export async function publicKeyOf(
  client: SignedClient,
  pair: Pair,
): Promise<{ readonly pem: string; readonly der: Buffer }> {
  const { PublicKey } = await kmsOk(client, 'GetPublicKey', { ...pair });
  const pem = String(PublicKey);
  return { pem, der: createPublicKey(pem).export({ type: 'spki', format: 'der' }) };
}
