/** Parameters about AccessKeys, with the limits of wire/ram-sts.md section 10. */
import { string } from '../../../spec/field.js';

export const userAccessKeyId = string({
  required: true,
  names: 'ram.access-key',
  maxLength: 128,
  pattern: /[A-Za-z0-9._-]+/,
  about: 'The AccessKeyId that the operation is about.',
  example: 'LTAI5tQnKxGDi1rbcXVf7y2S',
});
