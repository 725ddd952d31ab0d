/** How answers show a version of a key (wire/kms.md sections 6.12 to 6.14). */
import type { ShownKeyVersion } from '../../../kms/keys/key.js';
import { type ObjectOf, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID } from './named-key.js';

export const versionMembers = {
  KeyId: string({ required: true, about: 'The key.', example: EXAMPLE_KEY_ID }),
  KeyVersionId: string({ required: true, about: 'The id of the version.', example: EXAMPLE_VERSION_ID }),
  CreationDate: string({
    required: true,
    format: 'date-time',
    about: 'When it was made, UTC.',
    example: '2024-03-25T10:00:00Z',
  }),
} as const;

export const keyVersion = object(versionMembers, { required: true, about: 'The version.' });

export const shownVersion = ({ id, keyId, createdAt }: ShownKeyVersion): ObjectOf<typeof versionMembers> => ({
  KeyId: keyId,
  KeyVersionId: id,
  CreationDate: utcTime(createdAt),
});

export const exampleVersion = {
  KeyId: EXAMPLE_KEY_ID,
  KeyVersionId: EXAMPLE_VERSION_ID,
  CreationDate: '2024-03-25T10:00:00Z',
} as const;
