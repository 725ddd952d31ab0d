/** Lists by marker: what a request asks for (wire/ram-sts.md section 10). */
import { integer, string } from '../../spec/field.js';

export const marker = string({
  minLength: 1,
  maxLength: 1024,
  about: 'Where to go on: the `Marker` of the page before. Without it, the list starts at its beginning.',
  example: 'AQAAAAEASFq3J0nT',
});

export const maxItems = integer({
  minimum: 1,
  maximum: 1000,
  default: 100,
  about: 'How many entries a page has at most.',
  example: 100,
});
