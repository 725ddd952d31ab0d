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

export const markerErrors = {
  'InvalidParameter.Marker': {
    status: 400,
    message: 'The parameter - "Marker" is incorrect.',
    cause: 'The marker is not one that this list answered.',
    advice: 'Give the Marker of the page before as it was answered, or leave it out to start at the beginning.',
  },
} as const;
