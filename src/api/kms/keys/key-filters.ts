/** What ListKeys may be asked for (wire/kms.md section 6.3), as the domain takes it. */
import { PROTECTION_LEVEL } from '../../../kms/keys/key.js';
import type { KeyFilter } from '../../../kms/keys/key-filter.js';
import { ALIAS_PREFIX } from '../../../kms/keys/key-reference.js';
import { type JsonText, jsonText, list, object, oneOf, string } from '../../../spec/field.js';
import { PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';

/** `keyId` is how the vendor's page writes it, and `KeyId` as everywhere else. */
const FILTERS = [
  'KeyState',
  'KeySpec',
  'KeyUsage',
  'ProtectionLevel',
  'CreatorType',
  'DKMSInstanceId',
  'keyId',
  'KeyId',
  'AliasName',
  'Creator',
  'TagKey',
  'TagValue',
] as const;
type FilterKey = (typeof FILTERS)[number];

export const keyFilters = jsonText(
  list(
    object(
      {
        Key: oneOf(FILTERS, { required: true, about: 'What is looked at.', example: 'KeyState' }),
        Values: list(string({ maxLength: 512, pattern: PRINTABLE_OR_EMPTY }), {
          maxItems: 10,
          about: 'Any of these will do. Without values the filter asks for nothing.',
        }),
      },
      {},
    ),
    { maxItems: 10 },
  ),
  {
    maxLength: 65_536,
    about: `A JSON array of up to 10 filters, each with up to 10 values: ${FILTERS.join(', ')}. All filters have to hold; of one that stands there twice, either.`,
    example: '[{"Key":"KeyState","Values":["Enabled","Disabled"]}]',
  },
);

type Given = JsonText<readonly { readonly Key: FilterKey; readonly Values?: readonly string[] | undefined }[]>;

export function keyFilter(given: Given | undefined, accountId: string): KeyFilter {
  const asked = (...names: readonly FilterKey[]): readonly string[] | undefined => {
    const values = (given?.value ?? []).filter(({ Key }) => names.includes(Key)).flatMap(({ Values = [] }) => Values);
    return values.length > 0 ? values : undefined;
  };
  // What is the same of all keys of the account either holds for all of them or for none.
  const lacks = (name: FilterKey, value: string) => asked(name)?.includes(value) === false;
  return {
    states: asked('KeyState'),
    specs: asked('KeySpec'),
    usages: asked('KeyUsage'),
    ids: asked('keyId', 'KeyId'),
    aliases: asked('AliasName')?.map(withoutPrefix),
    instanceIds: asked('DKMSInstanceId'),
    tagKeys: asked('TagKey'),
    tagValues: asked('TagValue'),
    isImpossible:
      lacks('ProtectionLevel', PROTECTION_LEVEL) || lacks('CreatorType', 'User') || lacks('Creator', accountId),
  };
}

const withoutPrefix = (alias: string): string =>
  alias.startsWith(ALIAS_PREFIX) ? alias.slice(ALIAS_PREFIX.length) : alias;
