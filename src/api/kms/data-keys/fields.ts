/** Fields and errors of managed data keys (wire/kms.md section 13). */
import { string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';

export const EXAMPLE_DATA_KEY = 'example-data-key';
export const EXAMPLE_VERSION = 'xH6OPUmz';

export const dataKeyName = string({
  required: true,
  names: 'kms.data-key',
  maxLength: 64,
  pattern: VISIBLE_ASCII,
  about: 'The name of the data key.',
  example: EXAMPLE_DATA_KEY,
});

export const shownDataKeyName = string({
  required: true,
  about: 'The name of the data key.',
  example: EXAMPLE_DATA_KEY,
});

export const shownVersion = {
  DataKeyVersionId: string({ required: true, about: 'The id of the version.', example: EXAMPLE_VERSION }),
  DataKeyVersionName: string({
    required: true,
    about: 'Its name: what it is called in ARNs.',
    example: `kms-datakeyversion!${EXAMPLE_DATA_KEY}!${EXAMPLE_VERSION}`,
  }),
} as const;

/** Versions are secrets of these names in the cloud. */
export const DATA_KEY_ARN = 'acs:kms:{region}:{account}:secret/kms-datakeyversion!{DataKeyName}!*';

export const dataKeyNotFound = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'Resource not found.',
    cause: 'The account has no data key of this name, or the data key has no version of this id.',
    advice: 'Ask the administrator: `chancery data-key list` lists data keys, and `chancery data-key add` makes one.',
  },
} as const;
