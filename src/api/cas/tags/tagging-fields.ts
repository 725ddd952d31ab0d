/** What the operations on tags and resource groups have in common: wire/cas.md section 5.8. */
import { TAG_KEY_LENGTH, TAG_RULES, TAG_VALUE_LENGTH, TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import type { ApiError } from '../../../spec/errors.js';
import { list, object, string } from '../../../spec/field.js';
import type { CallFacts, Resolution } from '../../../spec/operation.js';
import { PRINTABLE, PRINTABLE_OR_EMPTY, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { resolved } from '../permission.js';
import type { CasServices } from '../services.js';
import { IDENTIFIER_MAX_LENGTH } from '../text-rules.js';

/** The type that answers show. */
export const RESOURCE_TYPE = 'ALIYUN::CAS::PCACERTIFICATE';
/** All that clients send means the same: what it is shows in the identifier. */
const RESOURCE_TYPES = ['instance', 'PcaCertificate', 'Certificate', RESOURCE_TYPE];
const knownTypes = new Set(RESOURCE_TYPES.map(it => it.toLowerCase()));

export const regionId = { about: 'The region. Without effect: there is one.', example: 'cn-hangzhou' } as const;

export const resourceType = string({
  required: true,
  maxLength: 64,
  about: `${RESOURCE_TYPES.map(it => `\`${it}\``).join(', ')}, in whatever case; all mean CAs and certificates.`,
  example: 'instance',
});

export const resourceIdText = {
  names: ['cas.authority', 'cas.certificate'],
  minLength: 1,
  maxLength: IDENTIFIER_MAX_LENGTH,
  pattern: VISIBLE_ASCII,
  example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
} as const;

const WHAT = 'CAs by identifier, instance or UUID of the instance, and certificates by identifier.';
const resourceId = string({ ...resourceIdText, about: 'A CA or a certificate.' });
export const resourceIds = list(resourceId, { required: true, minItems: 1, maxItems: 50, about: `Up to 50: ${WHAT}` });
export const resourceIdFilter = list(resourceId, { maxItems: 50, about: `Only tags of these, up to 50: ${WHAT}` });

export const tagKey = string({
  minLength: 1,
  maxLength: TAG_KEY_LENGTH,
  pattern: PRINTABLE,
  about: 'The key of the tag.',
  example: 'runtime',
});

export const tagList = <const O extends { readonly required?: boolean; readonly minItems?: number }>(
  about: string,
  options: O,
) =>
  list(
    object(
      {
        Key: tagKey,
        Value: string({
          maxLength: TAG_VALUE_LENGTH,
          pattern: PRINTABLE_OR_EMPTY,
          about: 'The value of the tag.',
          example: 'production',
        }),
      },
      {},
    ),
    { maxItems: TAGS_PER_RESOURCE, about, ...options },
  );

export const resourceTypeErrors = {
  'InvalidParameter.ResourceType': {
    status: 400,
    message: `The specified parameter "ResourceType" is not valid: it must be one of ${RESOURCE_TYPES.join(', ')}.`,
    advice: 'Write it in one of these forms; all of them mean the same things.',
  },
} as const;

export const tagErrors = {
  'InvalidParameter.Tag': {
    status: 400,
    message: `The specified parameter "Tag" is not valid: ${TAG_RULES}.`,
    advice: 'Change the tag that breaks the rule, or leave it out.',
  },
  'LimitExceeded.Tags': {
    status: 400,
    message: `A resource would have more than ${TAGS_PER_RESOURCE} tags.`,
    advice: 'Take tags away with UntagResources first. None of the resources was changed.',
  },
} as const;

export function checkResourceType(type: string, fail: (code: keyof typeof resourceTypeErrors) => ApiError): void {
  if (!knownTypes.has(type.toLowerCase())) throw fail('InvalidParameter.ResourceType');
}

/** Each of the resources; those that the account does not have add nothing. `isNew`: what the call says of tags and group is said of them. */
export async function resolveResources(
  names: readonly string[],
  isNew: boolean,
  { accountId, labelling }: CallFacts & CasServices,
): Promise<Resolution> {
  const found = await labelling.find(accountId, names);
  const [one, ...others] = [...found.values()].map(it => ({ ...resolved(it), ...(isNew && { isNew }) }));
  return one && [one, ...others];
}

/**
 * A thing as it is, and as the call would have it: who moves something needs permission where it is and where it goes, and may give it
 * only the tags that he may give.
 */
export async function resolveChanged(
  name: string,
  resourceGroupId: string | undefined,
  { accountId, labelling }: CallFacts & CasServices,
): Promise<Resolution> {
  const now = resolved((await labelling.find(accountId, [name])).get(name));
  return now && [now, { ...now, ...(resourceGroupId !== undefined && { resourceGroupId }), isNew: true }];
}
