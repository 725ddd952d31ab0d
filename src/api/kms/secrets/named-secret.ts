/** The secret that a call names: the field, and what the permission check needs to know of it and of its key (wire/kms.md sections 1.8 and 11.9). */
import type { Secret } from '../../../kms/secrets/secret.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { string } from '../../../spec/field.js';
import type { CallFacts, RamDeclaration, ResolvedResource } from '../../../spec/operation.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { resolvedAs } from '../keys/named-key.js';
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

type SecretCall = Pick<CallFacts, 'accountId' | 'now'> & Pick<KmsServices, 'secrets' | 'keys'>;
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
    const [own, keyId] = await found(SecretName, call);
    return keyId === undefined ? [own] : [own, await dependentOnKey(action, 'KeyId', keyId, call)];
  };

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

async function found(
  name: string,
  { accountId, now, secrets }: SecretCall,
): Promise<readonly [ResolvedResource, keyId: string | undefined]> {
  const reference = secretReference(name);
  const secret = await secrets.find(accountId, reference, now);
  const own = {
    placeholders: { SecretName: reference.name },
    ...(secret && (await factsOf(secret, secrets))),
  };
  return [own, secret?.encryptionKeyId];
}

async function factsOf(secret: Secret, secrets: SecretCall['secrets']): Promise<ResolvedResource> {
  const tags = await secrets.findTags(secret);
  const policy = secrets.policyOf(secret);
  return {
    resourceTags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    ...(policy && { policy }),
  };
}
