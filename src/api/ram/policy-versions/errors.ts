/** Errors about versions of policies, in the cloud's own words (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const policyVersionErrors = errorsByCode({
  'EntityNotExist.Policy.Version': {
    status: 404,
    message: 'The policy version does not exist.',
    cause: 'The policy has no version of this number. Of a system policy only the default version is here.',
    advice: 'ListPolicyVersions lists the versions.',
  },
  'DeleteConflict.Policy.Version.Default': {
    status: 409,
    message: 'The default policy version CAN NOT been deleted directly.',
    cause: 'The version is the one that counts.',
    advice: 'Make another one the default with SetDefaultPolicyVersion first, or delete the policy with DeletePolicy.',
  },
  'LimitExceeded.Policy.Version': {
    status: 409,
    message: 'The count of policy version beyond the current limits.',
    cause: `The policy has ${limits.versionsPerPolicy} versions.`,
    advice:
      'Delete one with DeletePolicyVersion, or let the oldest give way: RotateStrategy=DeleteOldestNonDefaultVersionWhenLimitExceeded.',
  },
  'InvalidParameter.VersionId.Format': {
    status: 400,
    message: 'The format of the parameter - "VersionId" is incorrect.',
    advice: 'Write the letter v and the number: v1.',
  },
  // Not of the cloud, whose pages do not say what the second of two calls at once is answered.
  'OperationConflict.Policy.Version': {
    status: 409,
    message: 'Another version of the policy was made at the same moment.',
    advice: 'Look at it with ListPolicyVersions, and call again if this version is still wanted.',
  },
});
