/** Secrets as the tests of this folder make them, and the answers that several of them expect. */
import type { SignedClient } from '../../../signed-client.js';
import { error, kms, kmsOk } from '../kms-calls.js';

export const DAY_MS = 86_400_000;

let made = 0;

/** A new secret with the version `v1`; its name. */
export async function makeSecret(client: SignedClient, parameters: object = {}, date?: Date): Promise<string> {
  made += 1;
  const request = { SecretName: `secret-${made}`, VersionId: 'v1', SecretData: `first-${made}`, ...parameters };
  const { SecretName } = await kmsOk(client, 'CreateSecret', request, { date });
  return String(SecretName);
}

export const put = (client: SignedClient, SecretName: string, VersionId: string, more: object = {}) =>
  kms(client, 'PutSecretValue', { SecretName, VersionId, SecretData: `value of ${VersionId}`, ...more });

/** By id the labels of all versions, newest first. */
export async function labels(client: SignedClient, SecretName: string, date?: Date): Promise<[string, string[]][]> {
  const { VersionIds } = await kmsOk(client, 'ListSecretVersionIds', { SecretName, IncludeDeprecated: true }, { date });
  const { VersionId } = VersionIds as {
    VersionId: { VersionId: string; VersionStages: { VersionStage: string[] } }[];
  };
  return VersionId.map(it => [it.VersionId, it.VersionStages.VersionStage]);
}

export const inDeleteWindow = error('Rejected.ResourceInDeleteWindow', 'The secret is planned to be deleted.', 409);
export const limits = error('Rejected.LimitExceeded', 'exceed secret limits error');
export const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
