/** The one key or secret that a call of the older operations on tags names: the fields, and what the permission check needs of it. */
import { Refusal } from '../../../domain/change.js';
import { keyReference } from '../../../kms/keys/key-reference.js';
import type { KmsReason } from '../../../kms/refusals.js';
import type { TaggedKind } from '../../../kms/tags/tag-store.js';
import type { TaggedThing } from '../../../kms/tags/tagging.js';
import { string } from '../../../spec/field.js';
import type { CallFacts, Resolution } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { aliasUnsupported, keyNotFound } from '../keys/errors.js';
import { optionalPlainKeyId } from '../keys/named-key.js';
import { secretNotFound } from '../secrets/errors.js';
import { EXAMPLE_SECRET } from '../secrets/named-secret.js';
import type { KmsServices } from '../services.js';
import { resolveTagged } from './resources.js';

export const oneResource = {
  KeyId: optionalPlainKeyId,
  SecretName: string({
    names: 'kms.secret',
    minLength: 1,
    maxLength: 512,
    pattern: VISIBLE_ASCII,
    about: 'The secret, by its name or ARN. Either this or KeyId.',
    example: EXAMPLE_SECRET,
  }),
  CertificateId: string({
    minLength: 1,
    maxLength: 64,
    pattern: VISIBLE_ASCII,
    about: 'A certificate of the retired operations. Leave it out: there are none here.',
    example: '770dbe42-e146-43d1-a55a-1355db860001',
  }),
};

export const oneResourceErrors = { ...keyNotFound, ...aliasUnsupported, ...secretNotFound } as const;

export interface Selected {
  readonly KeyId?: string | undefined;
  readonly SecretName?: string | undefined;
  readonly CertificateId?: string | undefined;
}

/** Refused by the name of the parameter unless there is exactly one, of a kind that there is here. */
function selected({ KeyId, SecretName, CertificateId }: Selected): {
  readonly kind: 'key' | 'secret';
  readonly name: string;
} {
  if (CertificateId !== undefined) {
    throw new Problem(
      ['CertificateId'],
      'value',
      'cannot be honoured: there are no certificates in KMS here; leave it out',
    );
  }
  if (KeyId !== undefined && SecretName !== undefined) {
    throw new Problem(['SecretName'], 'value', 'must be left out where KeyId names what is meant');
  }
  if (KeyId !== undefined) return { kind: 'key', name: KeyId };
  if (SecretName !== undefined) return { kind: 'secret', name: SecretName };
  throw new Problem(['KeyId'], 'missing');
}

/** A call that names neither a key nor a secret is asked about every key: its parameters are refused afterwards. */
export function resolveSelected(
  given: Selected,
  isAsked: boolean,
  call: CallFacts & Pick<KmsServices, 'tagging'>,
): Promise<Resolution> {
  const kind: TaggedKind = given.KeyId === undefined && given.SecretName !== undefined ? 'secret' : 'key';
  const name = given.KeyId ?? given.SecretName;
  if (name === undefined) return Promise.resolve({ placeholders: { taggedKind: kind } });
  return resolveTagged(kind, name, isAsked, call).then(one => [one]);
}

/** Refused with `alias-unsupported`, `key-missing` and `secret-missing`. */
export async function getSelected(
  given: Selected,
  { accountId, now, tagging }: CallFacts & Pick<KmsServices, 'tagging'>,
): Promise<TaggedThing> {
  const { kind, name } = selected(given);
  if (kind === 'key' && keyReference(name).kind === 'alias') throw new Refusal<KmsReason>('alias-unsupported');
  const tagged = await tagging.find(kind, accountId, name, now);
  if (!tagged) throw new Refusal<KmsReason>(`${kind}-missing`);
  return tagged;
}
