/** The key that a call to an instance names, and the version that it works with (wire/kms-instance.md sections 4.1 and 4.3). */
import { Refusal } from '../../domain/change.js';
import { isInInstance } from '../../kms/instances/addressed.js';
import type { Key } from '../../kms/keys/key.js';
import { keyReference } from '../../kms/keys/key-reference.js';
import { requireKey } from '../../kms/keys/lifecycle.js';
import type { KeyReason } from '../../kms/keys/refusals.js';
import type { CallFacts, RamDeclaration, ResolvedResource } from '../../spec/operation.js';
import { Problem } from '../../spec/problem.js';
import type { KmsInstanceServices } from './services.js';

type KeyCall = Pick<CallFacts, 'accountId' | 'instanceId' | 'now'> & Pick<KmsInstanceServices, 'keys'>;

/** By its id or an alias, by one of its versions, or by both. */
export interface NamedKey {
  readonly KeyId?: string | undefined;
  readonly KeyVersionId?: string | undefined;
}

/** Policies of access points speak of keys by their ids, as `key/…`. */
export const useOfKey: RamDeclaration = { access: 'get', resource: 'acs:kms:{region}:{account}:key/{KeyId}' };

/** What the permission check needs of the key. Of one that is not there: what the call names. */
export async function resolveKey(named: NamedKey, call: KeyCall): Promise<ResolvedResource> {
  const key = await find(named, call);
  return key ? { foundPlaceholders: { KeyId: key.id } } : {};
}

/** A key that may work now. Refused with `key-missing` and what the key's state refuses; throws `Problem` where none is named. */
export async function namedKey(named: NamedKey, call: KeyCall): Promise<Key> {
  if (named.KeyId === undefined && named.KeyVersionId === undefined) throw new Problem(['KeyId'], 'missing');
  const key = await find(named, call);
  requireKey('work', key, call.now);
  return key;
}

/** The version that is named, or else the first that the key ever had. Refused with `key-version-missing`. */
export async function versionIdOf(key: Key, { KeyVersionId }: NamedKey, { keys }: KeyCall): Promise<string> {
  if (KeyVersionId !== undefined) return KeyVersionId;
  const hasOne = key.versionCount === 1 && key.primaryVersionId !== undefined;
  return hasOne ? (key.primaryVersionId ?? '') : keys.firstVersionId(key);
}

/** The version that a key encrypts with today. */
export function primaryVersionIdOf({ primaryVersionId }: Key): string {
  if (primaryVersionId === undefined) throw new Refusal<KeyReason>('key-version-missing');
  return primaryVersionId;
}

/** Undefined where there is none in the instance, and where the version is one of another key. */
async function find({ KeyId, KeyVersionId }: NamedKey, call: KeyCall): Promise<Key | undefined> {
  const { accountId, instanceId = '', keys } = call;
  const byVersion = KeyVersionId === undefined ? undefined : await keys.findByVersion(accountId, KeyVersionId);
  if (KeyVersionId !== undefined && !byVersion) return undefined;
  const byName = KeyId === undefined ? byVersion : await byKeyId(KeyId, call);
  if (!byName || (byVersion && byVersion.id !== byName.id)) return undefined;
  return isInInstance(byName, instanceId) ? byName : undefined;
}

async function byKeyId(text: string, { accountId, keys }: KeyCall): Promise<Key | undefined> {
  const reference = keyReference(text);
  return reference.kind === 'arn' ? undefined : keys.find(accountId, reference);
}
