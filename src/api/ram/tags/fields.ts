/** Parameters about tags, with the limits of wire/ram-sts.md section 10. */
import {
  areTagsSound,
  TAG_KEY_LENGTH,
  TAG_VALUE_LENGTH,
  TAGS_PER_RESOURCE,
  type Tag,
  type WantedTag,
} from '../../../domain/tags.js';
import type { ApiError } from '../../../spec/errors.js';
import { list, object, oneOf, string } from '../../../spec/field.js';
import { PRINTABLE, PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';

const tagKey = {
  maxLength: TAG_KEY_LENGTH,
  pattern: PRINTABLE,
  about: 'The key of the tag.',
  example: 'owner',
} as const;
const tagValue = { maxLength: TAG_VALUE_LENGTH, pattern: PRINTABLE_OR_EMPTY, example: 'alice' } as const;

const newTag = object(
  {
    Key: string({ required: true, ...tagKey }),
    Value: string({ ...tagValue, about: 'Its value; empty when left out.' }),
  },
  { about: 'One tag.' },
);

const newTagRules = { maxItems: TAGS_PER_RESOURCE, sentAs: 'json' } as const;

/** Of something that is made. */
export const newTags = list(newTag, { ...newTagRules, about: 'Its tags, each key once.' });

/** Of something that is there. */
export const addedTags = list(newTag, {
  ...newTagRules,
  required: true,
  minItems: 1,
  about: 'One to 20 tags, each key once.',
});

export const tagFilter = list(
  object(
    {
      Key: string({ required: true, ...tagKey }),
      Value: string({ ...tagValue, minLength: 1, about: 'Its value; without it, the key alone counts.' }),
    },
    { about: 'One tag.' },
  ),
  { maxItems: TAGS_PER_RESOURCE, sentAs: 'json', about: 'Only what has all of these tags.' },
);

/** Terraform's provider sends them twice, and the second time under another name (wire/ram-sts.md section 10). */
export const tagKeys = list(string({ minLength: 1, ...tagKey }), {
  aliases: ['TagKey'],
  maxItems: TAGS_PER_RESOURCE,
  sentAs: 'json',
  about: 'The keys of the tags, up to 20.',
});

export const resourceType = oneOf(['policy', 'role'], {
  required: true,
  about: 'What the names are names of. `policy`: custom policies. `role`: roles.',
  example: 'policy',
});

const resourceName = string({
  names: ['ram.policy', 'ram.role'],
  minLength: 1,
  maxLength: 128,
  pattern: /[A-Za-z0-9.-]+/,
  about: 'The name of one. Found in any case.',
  example: 'Read-Certificates',
});

export const resourceNames = list(resourceName, {
  required: true,
  minItems: 1,
  maxItems: 50,
  sentAs: 'json',
  about: 'Up to 50 names.',
});

export const resourceNameFilter = list(resourceName, {
  maxItems: 50,
  sentAs: 'json',
  about: 'Only tags of these, up to 50 names.',
});

type GivenTag = { readonly Key: string; readonly Value?: string | undefined };

/** As the domain keeps them. Refused with `InvalidParameter.Tag` where they break a rule. */
export function givenTags(given: readonly GivenTag[], fail: (code: 'InvalidParameter.Tag') => ApiError): Tag[] {
  const tags = given.map(({ Key, Value = '' }) => ({ key: Key, value: Value }));
  if (!areTagsSound(tags)) throw fail('InvalidParameter.Tag');
  return tags;
}

/** As the domain asks for them. */
export function wantedTags(given: readonly GivenTag[]): WantedTag[] {
  return given.map(({ Key, Value }) => ({ key: Key, value: Value }));
}
