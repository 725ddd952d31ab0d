/** Tags as this API takes them in one parameter that holds JSON (wire/kms.md section 10). */
import { areTagsSound, TAG_KEY_LENGTH, TAG_RULES, TAGS_PER_RESOURCE, type Tag } from '../../../domain/tags.js';
import type { ApiError } from '../../../spec/errors.js';
import { type JsonText, jsonText, list, object, string } from '../../../spec/field.js';
import { PRINTABLE, PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';

export const tagKeyText = {
  minLength: 1,
  maxLength: TAG_KEY_LENGTH,
  pattern: PRINTABLE,
  about: 'The key of the tag.',
  example: 'disk-encryption',
} as const;

export const tagValueText = {
  maxLength: 128,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'The value of the tag.',
  example: 'true',
} as const;

/** A JSON array of tags. */
export const tagList = <const O extends { readonly required?: boolean }>(options: O, minItems?: number) =>
  jsonText(
    list(
      object(
        {
          TagKey: string({ ...tagKeyText, required: true }),
          TagValue: string({ ...tagValueText, about: 'The value of the tag. Default: empty.' }),
        },
        {},
      ),
      { maxItems: TAGS_PER_RESOURCE, ...(minItems !== undefined && { minItems }) },
    ),
    {
      ...options,
      about: `A JSON array of at most ${TAGS_PER_RESOURCE} tags, one for a key.`,
      example: '[{"TagKey":"disk-encryption","TagValue":"true"}]',
    },
  );

/** What taking tags away costs. */
export const TAGS_LOST =
  'The tags. Users whose permissions depend on these tags have them no more from the next request on, or have more than before where a denial depends on them.';

export const exampleIds = [EXAMPLE_KEY_ID];
export const shownTagKey = string({ required: true, about: 'The key of the tag.', example: 'disk-encryption' });
export const shownTagValue = string({ required: true, about: 'The value of the tag.', example: 'true' });

type GivenTags = JsonText<readonly { readonly TagKey: string; readonly TagValue?: string | undefined }[]>;

/** As the domain keeps them. Refused with `InvalidParameter` where they break a rule. */
export function givenTags(
  given: GivenTags | undefined,
  fail: (code: 'InvalidParameter', values: Readonly<Record<string, string>>) => ApiError,
): readonly Tag[] {
  const tags = (given?.value ?? []).map(({ TagKey, TagValue = '' }) => ({ key: TagKey, value: TagValue }));
  if (!areTagsSound(tags)) throw fail('InvalidParameter', { P: 'Tags', Rule: `breaks a rule of tags: ${TAG_RULES}` });
  return tags;
}
