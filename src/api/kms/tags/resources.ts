/** The keys, secrets or instances that a call names, several of one type: the fields, the things, and what the permission check needs of them. */
import { Refusal } from '../../../domain/change.js';
import { TAG_KEY_LENGTH, TAGS_PER_RESOURCE, type Tag } from '../../../domain/tags.js';
import { keyReference } from '../../../kms/keys/key-reference.js';
import type { KmsReason } from '../../../kms/refusals.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { TAGGED_KINDS, type TaggedKind } from '../../../kms/tags/tag-store.js';
import type { TaggedThing } from '../../../kms/tags/tagging.js';
import type { ApiError } from '../../../spec/errors.js';
import { list, object, oneOf, string } from '../../../spec/field.js';
import type { CallFacts, Resolution, ResolvedResource } from '../../../spec/operation.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import type { KmsServices } from '../services.js';
import { tagKeyText, tagValueText } from './tag-list.js';

export const regionId = string({
  required: true,
  maxLength: 64,
  pattern: VISIBLE_ASCII,
  about: 'The region. Without effect: there is one.',
  example: 'cn-hangzhou',
});

export const resourceType = oneOf(TAGGED_KINDS, {
  required: true,
  about: 'What ResourceId names: keys by id, secrets by name, or instances by id.',
  example: 'key',
});

const resourceId = string({
  names: ['kms.key', 'kms.secret', 'kms.instance'],
  minLength: 1,
  maxLength: 512,
  pattern: VISIBLE_ASCII,
  about: 'The id of a key or an instance, the name of a secret, or the ARN of a key or a secret.',
  example: EXAMPLE_KEY_ID,
});

export const resourceIds = list(resourceId, { required: true, minItems: 1, maxItems: 50, about: 'Up to 50.' });
export const resourceIdFilter = list(resourceId, { maxItems: 50, about: 'Only tags of these, up to 50.' });

export const tagKeys = list(string({ ...tagKeyText, maxLength: TAG_KEY_LENGTH }), {
  maxItems: TAGS_PER_RESOURCE,
  about: `The keys of the tags, up to ${TAGS_PER_RESOURCE}.`,
});

export const tags = <const O extends { readonly required?: boolean; readonly minItems?: number }>(
  about: string,
  options: O,
) =>
  list(object({ Key: string({ ...tagKeyText, required: true }), Value: string(tagValueText) }, {}), {
    maxItems: TAGS_PER_RESOURCE,
    about,
    ...options,
  });

/** The resource pattern that goes with what is resolved below: `key/…`, `secret/…`, `keystore/…`. */
export const taggedResource = 'acs:kms:{region}:{account}:{taggedKind}/{taggedName}';

/** What ARNs call the kinds. */
const inArns: Readonly<Record<TaggedKind, string>> = { key: 'key', secret: 'secret', instance: 'keystore' };

type TagCall = CallFacts & Pick<KmsServices, 'tagging'>;

/** @param isAsked whether the tags of the call are to be those of the thing */
export async function resolveTagged(
  kind: TaggedKind,
  name: string,
  isAsked: boolean,
  { accountId, now, tagging }: TagCall,
): Promise<ResolvedResource> {
  const tagged = await tagging.find(kind, accountId, name, now);
  const tags = tagged && (await tagging.tagsOf(tagged));
  const policy = tagged && tagging.policyOf(tagged);
  return {
    placeholders: { taggedKind: inArns[kind], taggedName: plainName(kind, name) },
    ...(tags && { resourceTags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }),
    ...(policy && { policy }),
    ...(isAsked && { isNew: true }),
  };
}

/** Each of several; without names: all of the kind. */
export async function resolveAllTagged(
  kind: TaggedKind,
  names: readonly string[],
  isAsked: boolean,
  call: TagCall,
): Promise<Resolution> {
  const [one, ...others] = await Promise.all(names.map(name => resolveTagged(kind, name, isAsked, call)));
  return one ? [one, ...others] : { placeholders: { taggedKind: inArns[kind] } };
}

/** Refused with the vendor's error where one of them is not there. */
export async function findTagged(
  kind: TaggedKind,
  names: readonly string[],
  { accountId, now, tagging }: TagCall,
  fail: (code: 'InvalidResourceId.NotFound') => ApiError,
): Promise<readonly TaggedThing[]> {
  const found = await Promise.all(names.map(name => tagging.find(kind, accountId, name, now)));
  return found.map(tagged => {
    if (tagged) return tagged;
    // As the Terraform provider knows it.
    if (kind === 'instance') throw new Refusal<KmsReason>('instance-missing');
    throw fail('InvalidResourceId.NotFound');
  });
}

/** The id or the name behind an ARN. */
function plainName(kind: TaggedKind, name: string): string {
  if (kind === 'secret') return secretReference(name).name;
  const reference = kind === 'key' ? keyReference(name) : undefined;
  return reference?.kind === 'arn' ? reference.id : name;
}

export const givenAs = (given: readonly { readonly Key: string; readonly Value?: string | undefined }[]): Tag[] =>
  given.map(({ Key, Value = '' }) => ({ key: Key, value: Value }));
