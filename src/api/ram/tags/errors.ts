/** Errors about tags. The cloud's pages name none of their own. */
import { TAG_RULES, TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import { errorsByCode } from '../../../spec/errors.js';

export const tagErrors = errorsByCode({
  'InvalidParameter.Tag': {
    status: 400,
    message: 'The parameter - "Tag" is incorrect.',
    cause: `A tag breaks a rule: ${TAG_RULES}.`,
    advice: 'Change the tag that breaks the rule, or leave it out.',
  },
  'LimitExceeded.Tag': {
    status: 409,
    message: 'The count of tags beyond the current limits.',
    cause: `One of the resources would have more than ${TAGS_PER_RESOURCE} tags. None was changed.`,
    advice: 'Take tags away with UntagResources first.',
  },
});
