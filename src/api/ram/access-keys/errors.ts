/** Errors about AccessKeys, in the cloud's own words as those about users are (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const accessKeyErrors = errorsByCode({
  'EntityNotExist.User.AccessKey': {
    status: 404,
    message: 'The user access key does not exist.',
    cause: 'The user, or without UserName the caller, has no AccessKey with this id.',
    advice: 'Check both UserName and UserAccessKeyId: ListAccessKeys lists the keys of a user.',
  },
  'LimitExceeded.User.AccessKey': {
    status: 409,
    message: 'The access key count of the user access keys beyond the current limits.',
    cause: `A user, and the account itself, has at most ${limits.accessKeysPerOwner} AccessKeys.`,
    advice: 'Delete one with DeleteAccessKey; GetAccessKeyLastUsed tells whether it is in use.',
  },
  // Not of the cloud, where a root without keys can still sign in to the console.
  'InvalidOperation.LastRootAccessKey': {
    status: 409,
    message: 'The last active AccessKey of the account can be neither deleted nor disabled.',
    cause: 'Nobody could act as the account any more.',
    advice: 'Make another AccessKey of the account with CreateAccessKey first, and enable it.',
  },
});
