/** Fields that several operations on secrets have (wire/kms.md section 11). */
import { DATA_TYPES, LONGEST_VALUE_BYTES } from '../../../kms/secrets/secret.js';
import type { Stages } from '../../../kms/secrets/stages.js';
import { labelsOf } from '../../../kms/secrets/stages.js';
import { list, object, oneOf, secret, string } from '../../../spec/field.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { EXAMPLE_SECRET } from './named-secret.js';

export const EXAMPLE_ARN = `acs:kms:cn-hangzhou:1000000000000001:secret/${EXAMPLE_SECRET}`;
export const EXAMPLE_TIME = '2024-02-21T15:39:26Z';

const VERSION_ID = { maxLength: 64, pattern: VISIBLE_ASCII, example: 'v1' } as const;

/** The id that a new version gets. */
export const newVersionId = string({
  ...VERSION_ID,
  required: true,
  about: 'The id of the version, of your choice and unique within the secret.',
});

/** A version that is there. */
export const versionId = (about: string) => string({ ...VERSION_ID, minLength: 1, names: 'kms.secret-version', about });

/** The same in a list of secrets, which the list names. */
export const versionIdInList = string({
  ...VERSION_ID,
  minLength: 1,
  about: 'The version. Default: the one with the label.',
});

/** What a label consists of. */
export const LABEL = { minLength: 1, maxLength: 64, pattern: /[A-Za-z0-9_.@/+=-]+/, example: 'ACSCurrent' } as const;

export const secretData = secret({
  required: true,
  maxBytes: LONGEST_VALUE_BYTES,
  about: 'The value.',
  example: 'testdata1',
});

export const secretDataType = oneOf(DATA_TYPES, {
  default: 'text',
  about:
    'What the value is. Bytes are sent as text, usually in Base64; either way the value is given back exactly as it was sent.',
  example: 'text',
});

export const secretDescription = string({
  maxLength: 8192,
  pattern: FREE_TEXT,
  about: 'What the secret is for.',
  example: 'password of the order database',
});

const member = (about: string, example: string) => string({ required: true, about, example });
const sometimes = (about: string, example: string) => string({ about, example });

export const shownName = member('The name of the secret.', EXAMPLE_SECRET);
export const shownArn = member('The ARN of the secret.', EXAMPLE_ARN);
export const shownType = member('The type: Generic, or one that is managed.', 'Generic');
export const shownVersionId = member('The id of the version.', 'v1');
export const shownInstance = sometimes('The KMS instance that the secret is in, if any.', 'kst-bjj62d8f5e0sgtx8h0001');
export const plannedDeleteTime = sometimes(
  'When the secret is deleted for good, UTC; absent where that is not planned.',
  '2024-03-22T15:39:26Z',
);

/** Members of managed secrets; a Generic one has none of them. */
export const managedMembers = {
  AutomaticRotation: sometimes(
    'Of managed secrets: Enabled, Disabled, or Invalid while rotation is automatic and fails.',
    'Disabled',
  ),
  ExtendedConfig: sometimes(
    'Of managed secrets: what they manage, as JSON.',
    '{"SecretSubType":"RamUserAccessKey","UserName":"alice","CustomData":{}}',
  ),
  NextRotationDate: sometimes('Of managed secrets with automatic rotation: when the next is due, UTC.', EXAMPLE_TIME),
  RotationInterval: sometimes('Of managed secrets, once it was given: from one rotation to the next.', '604800s'),
} as const;
export const lastRotationDate = sometimes('Of managed secrets that were rotated: when that was, UTC.', EXAMPLE_TIME);

/** The labels of a version. */
export const versionStages = object(
  {
    VersionStage: list(string({ about: 'A label.', example: 'ACSCurrent' }), {
      required: true,
      about: 'The labels, in the order of their letters. Empty: none.',
    }),
  },
  { required: true, about: 'The labels of the version.' },
);

export const shownStages = (stages: Stages, id: string): { readonly VersionStage: readonly string[] } => ({
  VersionStage: labelsOf(stages, id),
});

/** Tags as answers have them. */
export const shownTags = object(
  {
    Tag: list(
      object(
        {
          TagKey: member('The key of the tag.', 'team'),
          TagValue: member('Its value.', 'orders'),
        },
        {},
      ),
      { required: true, about: 'The tags, by key.' },
    ),
  },
  { about: 'The tags; only with FetchTags=true.' },
);

export const tagsAnswer = (tags: readonly { readonly key: string; readonly value: string }[]) => ({
  Tag: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })),
});
