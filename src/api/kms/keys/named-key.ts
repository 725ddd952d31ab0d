/** The key that a call names: the field, the key behind it, and what the permission check needs to know of it (wire/kms.md section 1.8). */
import { Refusal } from '../../../domain/change.js';
import type { Tag } from '../../../domain/tags.js';
import type { Key } from '../../../kms/keys/key.js';
import { type KeyReference, keyArn, keyReference } from '../../../kms/keys/key-reference.js';
import { type KeyAct, requireKey } from '../../../kms/keys/lifecycle.js';
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

export type KeyCall = Pick<CallFacts, 'accountId' | 'region' | 'now' | 'others'> & Pick<KmsServices, 'keys'>;

/**
 * A key by id, ARN or alias that may do this now; one of another account by its ARN, where it is shared. Refused as `Keys.get`.
 * @param action what a key of another account is used for; absent: the action of the operation
 */
export async function namedKey(act: KeyAct, name: string, call: KeyCall, action?: string): Promise<Key> {
  const reference = keyReference(name);
  const shared = isOfOthers(reference, call) ? await findShared(reference, call, action) : undefined;
  if (!shared) return call.keys.get(act, call.accountId, reference, call.now);
  requireKey(act, shared, call.now);
  return shared;
}

const isOfOthers = (reference: KeyReference, { accountId }: KeyCall): boolean =>
  reference.kind === 'arn' && reference.accountId !== accountId;

/** A key of another account whose policy lets the caller use it for this; every other looks absent. */
export async function findShared(reference: KeyReference, call: KeyCall, action?: string): Promise<Key | undefined> {
  const key = await call.keys.findOfOthers(call.accountId, reference);
  return key && (await isShared(key, call, action)) ? key : undefined;
}

export async function isShared(key: Key, { keys, region, others }: KeyCall, action?: string): Promise<boolean> {
  const policy = keys.policyOf(key);
  if (!policy) return false;
  const arn = keyArn(region, key.accountId, key.id);
  return others.mayUse({ arn, policy, tags: tagValues(await keys.findTags(key)), action });
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

/**
 * The same of a key that another parameter names.
 * @param placeholder what the ARN of the operation calls it
 * @param action as in `namedKey`
 */
export async function resolvedAs(
  placeholder: string,
  name: string,
  call: KeyCall,
  action?: string,
): Promise<ResolvedResource> {
  const reference = keyReference(name);
  const shared = isOfOthers(reference, call) ? await findShared(reference, call, action) : undefined;
  const key = shared ?? (await call.keys.find(call.accountId, reference));
  return {
    ...(reference.kind === 'arn' && {
      placeholders: { [placeholder]: reference.id, ...(shared && { account: shared.accountId }) },
    }),
    ...(key && (await factsOf(placeholder, key, call.keys))),
  };
}

/** What the permission check needs of a key that was looked up: whose it is and its id, which a denied caller is not told, its tags and its policy. */
export async function factsOf(placeholder: string, key: Key, keys: KeyCall['keys']): Promise<ResolvedResource> {
  const policy = keys.policyOf(key);
  return {
    foundPlaceholders: { account: key.accountId, [placeholder]: key.id },
    resourceTags: tagValues(await keys.findTags(key)),
    ...(policy && { policy }),
  };
}

const tagValues = (tags: readonly Tag[]) => Object.fromEntries(tags.map(({ key, value }) => [key, value]));
