/** Errors of the operations on tags, with the vendor's codes (wire/kms.md section 10). */
import { TAG_RULES, TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import { instanceNotFound } from '../instances/errors.js';
import { inDeleteWindow } from '../secrets/errors.js';

/** Of the operations with one key or secret: what the state of it refuses. */
export const taggedState = {
  'Rejected.PendingDeletion': {
    status: 409,
    message: 'The request was rejected because the key state is PendingDeletion.',
    advice: 'Keep the key with CancelKeyDeletion before its `DeleteDate`, if it is still needed.',
  },
  'Rejected.StateModifiedFailed': {
    status: 409,
    message: 'Keystate modified failed.',
    cause: 'The state of the key was changed by another call at the same moment.',
    advice: 'Make the call again.',
  },
  ...inDeleteWindow,
  'Rejected.ResourceInUse': {
    status: 409,
    message: 'The secret was changed by another call at the same moment.',
    advice: 'Look at the secret with DescribeSecret, and make the call again.',
  },
} as const;

export const tagLimit = {
  'Rejected.LimitExceeded': {
    status: 400,
    message: 'The request was rejected because user create resource limit was exceeded.',
    cause: `A key, secret or instance would have more than ${TAGS_PER_RESOURCE} tags. Nothing was changed.`,
    advice: 'Take tags away with UntagResource or UntagResources first.',
  },
} as const;

const advice = 'Change the tag that breaks the rule, or leave it out.';

export const duplicateTagKey = {
  'Duplicate.TagKey': {
    status: 400,
    message: 'The specified tagKey is duplicate.',
    cause: 'Two tags of the call have the same key.',
    advice,
  },
} as const;

/** Of the operations with several. */
export const givenTagErrors = {
  'InvalidParameter.TagKey': {
    status: 400,
    message: 'The specified parameter "TagKey" is not valid.',
    cause: `The key of a tag breaks a rule: ${TAG_RULES}.`,
    advice,
  },
  'InvalidParameter.TagValue': {
    status: 400,
    message: 'The specified parameter "TagValue" is not valid.',
    cause: `The value of a tag breaks a rule: ${TAG_RULES}.`,
    advice,
  },
  ...duplicateTagKey,
} as const;

export const resourceNotFound = {
  'InvalidResourceId.NotFound': {
    status: 404,
    message: 'The specified ResourceId is not found.',
    cause:
      'One of the keys or secrets is not there: the account has no key of this id, or no secret of this name. What another account has looks the same. Nothing was changed.',
    advice: 'Check ResourceType and the ids and names: ListKeys and ListSecrets list them.',
  },
  ...instanceNotFound,
} as const;
