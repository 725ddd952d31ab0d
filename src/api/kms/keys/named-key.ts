/** The key that a call names: the field, the key behind it, and what the permission check needs to know of it (wire/kms.md section 1.8). */
import { Refusal } from '../../../domain/change.js';
import type { Key } from '../../../kms/keys/key.js';
import { keyReference } from '../../../kms/keys/key-reference.js';
import type { KeyAct } from '../../../kms/keys/lifecycle.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import { string } from '../../../spec/field.js';
import type { CallFacts, RamDeclaration, ResolvedResource } from '../../../spec/operation.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import type { KmsServices } from '../services.js';

export const EXAMPLE_KEY_ID = 'key-hzz65f3a68554s6ms0001';

/** Longer than an ARN, and than an alias with its prefix. */
const REFERENCE = { names: 'kms.key', maxLength: 512, pattern: VISIBLE_ASCII, example: EXAMPLE_KEY_ID } as const;

/** A key by id or ARN. */
export const plainKeyId = string({ ...REFERENCE, required: true, about: 'The key, by its id or ARN.' });

/** A key by id, ARN or alias. */
export const keyIdOrAlias = string({
  ...REFERENCE,
  required: true,
  about: 'The key, by its id, its ARN, or an alias: `alias/…`.',
});

export const optionalPlainKeyId = string({ ...REFERENCE, minLength: 1, about: 'The key, by its id or ARN.' });

/** The permission of an operation on the key that it names as `KeyId`. */
export const keyPermission = (operation: string, access: RamDeclaration['access']) =>
  ({ action: `kms:${operation}`, access, resource: 'acs:kms:{region}:{account}:key/{KeyId}' }) as const;

type KeyCall = Pick<CallFacts, 'accountId' | 'now'> & Pick<KmsServices, 'keys'>;

/** A key by id, ARN or alias that may do this now. Refused as `Keys.get`. */
export function namedKey(act: KeyAct, name: string, { accountId, now, keys }: KeyCall): Promise<Key> {
  return keys.get(act, accountId, keyReference(name), now);
}

/** The same by id or ARN; an alias is refused with `alias-unsupported`. */
export async function plainlyNamedKey(act: KeyAct, name: string, { accountId, now, keys }: KeyCall): Promise<Key> {
  const reference = keyReference(name);
  if (reference.kind === 'alias') throw new Refusal<KeyReason>('alias-unsupported');
  return keys.get(act, accountId, reference, now);
}

/** What the permission check needs of the key that `KeyId` names: the id behind an ARN or an alias, and its tags. */
export function resolveKey({ KeyId }: { readonly KeyId: string }, call: KeyCall): Promise<ResolvedResource> {
  return resolvedAs('KeyId', KeyId, call);
}

/** The same of a key that another parameter names. @param placeholder what the ARN of the operation calls it */
export async function resolvedAs(
  placeholder: string,
  name: string,
  { accountId, keys }: KeyCall,
): Promise<ResolvedResource> {
  const reference = keyReference(name);
  const key = await keys.find(accountId, reference);
  return {
    ...(reference.kind === 'arn' && { placeholders: { [placeholder]: reference.id } }),
    ...(key && (await factsOf(placeholder, key, keys))),
  };
}

/** What the permission check needs of a key that was looked up: its id, which a denied caller is not told, its tags and its policy. */
export async function factsOf(placeholder: string, key: Key, keys: KeyCall['keys']): Promise<ResolvedResource> {
  const tags = await keys.findTags(key);
  const policy = keys.policyOf(key);
  return {
    foundPlaceholders: { [placeholder]: key.id },
    resourceTags: Object.fromEntries(tags.map(tag => [tag.key, tag.value])),
    ...(policy && { policy }),
  };
}
