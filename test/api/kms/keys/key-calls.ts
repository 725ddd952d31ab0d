/** Keys as the tests of this folder make them, and the answers that several of them expect. */
import type { SignedClient } from '../../../signed-client.js';
import { error, kmsOk } from '../kms-calls.js';

export const DAY_MS = 86_400_000;

export type KeyMetadata = Readonly<Record<string, string>>;

/** A new key; its metadata. */
export async function makeKey(
  client: SignedClient,
  parameters: object = {},
  date?: Date,
): Promise<KeyMetadata & { readonly KeyId: string }> {
  const { KeyMetadata } = await kmsOk(client, 'CreateKey', parameters as Record<string, unknown>, { date });
  return KeyMetadata as KeyMetadata & { readonly KeyId: string };
}

export async function describeKey(client: SignedClient, KeyId: string, date?: Date): Promise<KeyMetadata> {
  const { KeyMetadata } = await kmsOk(client, 'DescribeKey', { KeyId }, { date });
  return KeyMetadata as KeyMetadata;
}

export const keyNotFound = error('Forbidden.KeyNotFound', 'The specified Key is not found.', 404);
export const aliasNotFound = error('Forbidden.AliasNotFound', 'The specified Alias is not found.', 404);
export const versionNotFound = error('Forbidden.KeyVersionNotFound', 'The specified Key version is not found.', 404);
export const aliasUnsupported = error('Unsupported.Alias', 'Alias is not valid for this api.', 400);
export const stateModifiedFailed = error('Rejected.StateModifiedFailed', 'Keystate modified failed.', 409);
export const pendingDeletion = error(
  'Rejected.PendingDeletion',
  'The request was rejected because the key state is PendingDeletion.',
  409,
);
export const disabled = error('Rejected.Disabled', 'The request was rejected because the key state is Disabled.', 409);
export const unsupportedOperation = error('Rejected.UnsupportedOperation', 'Unsupported operation.', 400);
