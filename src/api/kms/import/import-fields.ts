/** Fields of importing material (wire/kms.md section 8). */
import type { ImportAlgorithm } from '../../../kms/import/wrapping.js';
import { string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';

/** A key whose material its owner brings, by id or ARN. */
export const externalKeyId = string({
  required: true,
  names: 'kms.external-key',
  maxLength: 512,
  pattern: VISIBLE_ASCII,
  about: 'The key, by its id or ARN. Its origin is EXTERNAL.',
  example: EXAMPLE_KEY_ID,
});

export const EXAMPLE_TOKEN = 'AQAAAAEAPBXkJc0GIENDImjnf+tkFeLt4ODgc=';
export const EXAMPLE_ALGORITHM: ImportAlgorithm = 'RSAES_OAEP_SHA_256';
