/** Parameters that many operations of this product have, and how they are read. */
import { areTagsSound, TAG_RULES, type Tag } from '../../domain/tags.js';
import type { ApiError } from '../../spec/errors.js';
import { list, type Names, object, string, type ValueOf } from '../../spec/field.js';
import { PRINTABLE, PRINTABLE_OR_EMPTY, VISIBLE_ASCII } from '../../spec/text-rules.js';
import { IDENTIFIER_MAX_LENGTH, NAME_LENGTH } from './text-rules.js';

export const groupText = {
  minLength: 1,
  maxLength: 64,
  pattern: /[A-Za-z0-9_-]+/,
  example: 'rg-aek2pxd7ekpoo2y',
} as const;

export const resourceGroupFilter = string({ ...groupText, about: 'Only what is in this resource group.' });

export const resourceGroupId = string({
  ...groupText,
  about: 'The resource group. Groups are not managed here: any id is taken. Default: the default group of the account.',
});

export const tags = list(
  object(
    {
      Key: string({
        minLength: 1,
        maxLength: 128,
        pattern: PRINTABLE,
        about: 'The key of the tag.',
        example: 'runtime',
      }),
      Value: string({
        maxLength: 256,
        pattern: PRINTABLE_OR_EMPTY,
        about: 'The value of the tag. Default: empty.',
        example: 'production',
      }),
    },
    {},
  ),
  { maxItems: 100, about: 'Tags, at most one for a key.' },
);

export const tagErrors = {
  'InvalidParameter.Tags': {
    status: 400,
    message: `The specified parameter "Tags" is not valid: ${TAG_RULES}.`,
    advice: 'Change the tag that breaks the rule, or leave it out.',
  },
} as const;

/** Tags as domains keep them. */
export function tagsOf(
  given: ValueOf<typeof tags> | undefined,
  fail: (code: keyof typeof tagErrors) => ApiError,
): readonly Tag[] {
  const read = (given ?? []).map(tag => ({ key: tag.Key ?? '', value: tag.Value ?? '' }));
  if (!areTagsSound(read)) throw fail('InvalidParameter.Tags');
  return read;
}

/** Tags as the answers of this product show them. */
export const shownTags = list(
  object(
    {
      TagKey: string({ required: true, about: 'The key of the tag.', example: 'runtime' }),
      TagValue: string({ required: true, about: 'The value of the tag.', example: 'production' }),
    },
    {},
  ),
  { about: 'The tags, by key.' },
);

export function showTags(kept: readonly Tag[]): ValueOf<typeof shownTags> {
  return kept.map(({ key, value }) => ({ TagKey: key, TagValue: value }));
}

const TOKEN = {
  minLength: 1,
  maxLength: 64,
  pattern: VISIBLE_ASCII,
  about:
    'Makes the call safe to repeat: the same token with the same parameters gives the first answer again. Up to 64 ASCII characters.',
  example: '3838B684-3075-582B-9A45-8C99104029DF',
} as const;

/** The two places in which official clients send it. */
export const clientToken = { inQuery: string(TOKEN), inBody: string({ ...TOKEN, in: 'body' }) } as const;

const identifierText = {
  minLength: 1,
  maxLength: IDENTIFIER_MAX_LENGTH,
  pattern: VISIBLE_ASCII,
  example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
} as const;

/** `names`: the kind of thing that has this identifier. */
export const identifier = (about: string, names: Names) => string({ ...identifierText, about, names });
export const requiredIdentifier = (about: string, names: Names) =>
  string({ ...identifierText, required: true, about, names });

/** The rules of the subject's fields; whether they are required and what stands in for them differs between operations. */
export const subjectText = {
  CommonName: { minLength: 1, maxLength: NAME_LENGTH.commonName, pattern: PRINTABLE },
  Organization: { minLength: 1, maxLength: NAME_LENGTH.organization, pattern: PRINTABLE, example: 'Example Ltd' },
  OrganizationUnit: { minLength: 1, maxLength: NAME_LENGTH.organizationUnit, pattern: PRINTABLE, example: 'Security' },
  Locality: { minLength: 1, maxLength: NAME_LENGTH.locality, pattern: PRINTABLE, example: 'Hangzhou' },
  State: { minLength: 1, maxLength: NAME_LENGTH.state, pattern: PRINTABLE, example: 'Zhejiang' },
  // Lower case is accepted and kept: clients that pass it expect to read it back (wire/cas.md section 5.1).
  Country: { minLength: 1, pattern: /[A-Za-z]{2}/, example: 'CN' },
} as const;
