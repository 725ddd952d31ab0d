/** Errors about roles, in the cloud's own words as those about users are (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const roleErrors = errorsByCode({
  'EntityNotExist.Role': {
    status: 404,
    message: 'The role does not exist.',
    cause: 'The account has no role of this name. What another account has looks the same.',
    advice: 'Check the name: ListRoles lists the roles.',
  },
  'EntityAlreadyExists.Role': {
    status: 409,
    message: 'The role does already EXIST.',
    cause: 'The account has a role of this name, in upper or lower case.',
    advice: 'Choose another RoleName.',
  },
  'LimitExceeded.Role': {
    status: 409,
    message: 'The count of roles beyond the current limits.',
    cause: `The account has ${limits.rolesPerAccount} roles.`,
    advice: 'Delete roles that nobody needs.',
  },
});
