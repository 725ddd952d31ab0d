/** What ListSecrets may be asked for (wire/kms.md section 11.7), as the domain takes it. */
import type { SecretFilter } from '../../../kms/secrets/secret-store.js';
import { type JsonText, jsonText, list, object, oneOf, string } from '../../../spec/field.js';
import { PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';

const FILTERS = ['SecretName', 'Description', 'TagKey', 'TagValue', 'DKMSInstanceId', 'SecretType', 'Creator'] as const;
type FilterKey = (typeof FILTERS)[number];

export const secretFilters = jsonText(
  list(
    object(
      {
        Key: oneOf(FILTERS, { required: true, about: 'What is looked at.', example: 'SecretName' }),
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
    about: `A JSON array of up to 10 filters, each with up to 10 values: ${FILTERS.join(', ')}. All filters have to hold; of one that stands there twice, either. A name is compared whole; of a description a part will do.`,
    example: '[{"Key":"SecretName","Values":["secret001","secret002"]}]',
  },
);

type Given = JsonText<readonly { readonly Key: FilterKey; readonly Values?: readonly string[] | undefined }[]>;

export function secretFilter(given: Given | undefined, accountId: string): SecretFilter {
  const asked = (name: FilterKey): readonly string[] | undefined => {
    const values = (given?.value ?? []).filter(({ Key }) => Key === name).flatMap(({ Values = [] }) => Values);
    return values.length > 0 ? values : undefined;
  };
  // What is the same of all secrets of the account either holds for all of them or for none.
  const lacks = (name: FilterKey, value: string) => asked(name)?.includes(value) === false;
  return {
    names: asked('SecretName'),
    descriptions: asked('Description'),
    instanceIds: asked('DKMSInstanceId'),
    tagKeys: asked('TagKey'),
    tagValues: asked('TagValue'),
    // The vendor's pages spell it in two ways.
    types: asked('SecretType')?.map(it => (it === 'RDS' ? 'Rds' : it)),
    isImpossible: lacks('Creator', accountId),
  };
}
