/** The secret that a call names: the field, and what the permission check needs to know of it and of its key (wire/kms.md sections 1.8 and 11.9). */
import type { Tag } from '../../../domain/tags.js';
import type { Key } from '../../../kms/keys/key.js';
import type { Secret } from '../../../kms/secrets/secret.js';
import { type SecretReference, secretArn, secretReference } from '../../../kms/secrets/secret-reference.js';
import { string } from '../../../spec/field.js';
import type { RamDeclaration, ResolvedResource } from '../../../spec/operation.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { factsOf, findShared as findSharedKey, type KeyCall, resolvedAs } from '../keys/named-key.js';
import { nameOf } from '../names.js';
import type { KmsServices } from '../services.js';

export const EXAMPLE_SECRET = 'secret001';

export const secretName = nameOf('kms.secret', 'The secret, by its name.', EXAMPLE_SECRET);

/** Longer than an ARN with the longest name. */
export const secretNameOrArn = string({
  required: true,
  names: 'kms.secret',
  maxLength: 512,
  pattern: VISIBLE_ASCII,
  about: 'The secret, by its name or ARN.',
  example: EXAMPLE_SECRET,
});

/** The permission of an operation on the secret that it names as `SecretName`. */
export const secretPermission = (operation: string, access: RamDeclaration['access']) =>
  ({ action: `kms:${operation}`, access, resource: 'acs:kms:{region}:{account}:secret/{SecretName}' }) as const;

/** One that is not Generic. */
export const managedSecretName = string({
  required: true,
  names: 'kms.managed-secret',
  maxLength: 512,
  pattern: VISIBLE_ASCII,
  about: 'The managed secret, by its name or ARN.',
  example: EXAMPLE_SECRET,
});

type SecretCall = KeyCall & Pick<KmsServices, 'secrets'>;
type Named = { readonly SecretName: string };
type Objects = readonly [ResolvedResource, ...ResolvedResource[]];

/** What the permission check needs of the secret: its name behind an ARN, and its tags. */
export async function resolveSecret({ SecretName }: Named, call: SecretCall): Promise<ResolvedResource> {
  const [own] = await found(SecretName, call);
  return own;
}

/** The same, and where its owner has chosen a key for it, that the call needs this permission on the key too. */
export const resolveSecretAndKey =
  (action: string) =>
  async ({ SecretName }: Named, call: SecretCall): Promise<Objects> => {
    const [own, secret] = await found(SecretName, call);
    if (secret?.encryptionKeyId === undefined) return [own];
    if (secret.accountId === call.accountId) {
      return [own, await dependentOnKey(action, 'KeyId', secret.encryptionKeyId, call)];
    }
    const key = await findSharedKeyOf(secret, action, call);
    const resource = 'acs:kms:{region}:{account}:key/{KeyId}';
    return [own, { ...(key && (await factsOf('KeyId', key, call.keys))), dependent: { action, resource } }];
  };

/** A secret of the account, or one of another account that shares it, in whatever state. Refused with `secret-missing`. */
export async function namedSecret(name: string, call: SecretCall): Promise<Secret> {
  const reference = secretReference(name);
  return (await findShared(reference, call)) ?? call.secrets.getAny(call.accountId, reference, call.now);
}

/** The key of a secret of another account, where it is shared for this too. */
export async function findSharedKeyOf(
  { accountId, encryptionKeyId }: Secret,
  action: string,
  call: SecretCall,
): Promise<Key | undefined> {
  if (encryptionKeyId === undefined) return undefined;
  return findSharedKey({ kind: 'arn', region: call.region, accountId, id: encryptionKeyId }, call, action);
}

async function findShared(reference: SecretReference, call: SecretCall): Promise<Secret | undefined> {
  const { accountId, region, now, secrets, others } = call;
  if (!reference.owner || reference.owner.accountId === accountId) return undefined;
  const secret = await secrets.findOfOthers(accountId, reference, now);
  const policy = secret && secrets.policyOf(secret);
  if (!policy) return undefined;
  const arn = secretArn(region, secret.accountId, secret.name);
  return others.mayUse({ arn, policy, tags: tagValues(await secrets.findTags(secret)) }) ? secret : undefined;
}

/** A permission on a key. @param placeholder what the ARN of the key calls it: the parameter that names it, if one does */
export async function dependentOnKey(
  action: string,
  placeholder: string,
  keyName: string,
  call: SecretCall,
): Promise<ResolvedResource> {
  const resource = `acs:kms:{region}:{account}:key/{${placeholder}}`;
  return { ...(await resolvedAs(placeholder, keyName, call)), dependent: { action, resource } };
}

async function found(name: string, call: SecretCall): Promise<readonly [ResolvedResource, secret: Secret | undefined]> {
  const reference = secretReference(name);
  const shared = await findShared(reference, call);
  const secret = shared ?? (await call.secrets.find(call.accountId, reference, call.now));
  const policy = secret && call.secrets.policyOf(secret);
  const resolved = {
    placeholders: { SecretName: reference.name, ...(shared && { account: shared.accountId }) },
    ...(secret && { resourceTags: tagValues(await call.secrets.findTags(secret)) }),
    ...(policy && { policy }),
  };
  return [resolved, secret];
}

const tagValues = (tags: readonly Tag[]) => Object.fromEntries(tags.map(({ key, value }) => [key, value]));
