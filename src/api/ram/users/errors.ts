/** Errors about users in the cloud's own words, its slips included: clients look for them (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const userErrors = errorsByCode({
  'EntityNotExist.User': {
    status: 404,
    message: 'The user does not exist.',
    cause: 'The account has no user of this name. What another account has looks the same.',
    advice: 'Check the name: ListUsers lists the users.',
  },
  'EntityAlreadyExists.User': {
    status: 409,
    message: 'The user does already EXIST.',
    cause: 'The account has a user of this name, in upper or lower case.',
    advice: 'Choose another UserName.',
  },
  'DeleteConflict.User.AccessKey': {
    status: 409,
    message: 'The user CAN NOT has any access key while deleting the user.',
    cause: 'The user still has AccessKeys.',
    advice: 'Delete them with DeleteAccessKey first; ListAccessKeys lists them.',
  },
  'DeleteConflict.User.Policy': {
    status: 409,
    message: 'The user CAN NOT has any attached policy while deleting the user.',
    cause: 'Policies are still attached to the user.',
    advice: 'Detach them with DetachPolicyFromUser first; ListPoliciesForUser lists them.',
  },
  'DeleteConflict.User.Group': {
    status: 409,
    message: 'The user CAN NOT be in any group while deleting the user.',
    cause: 'The user is still in groups.',
    advice: 'Take the user out of them with RemoveUserFromGroup first; ListGroupsForUser lists them.',
  },
  'DeleteConflict.User.LoginProfile': {
    status: 409,
    message: 'The user CAN NOT has any login profile while deleting the user.',
    cause: 'The user still has a password.',
    advice: 'Take it away with DeleteLoginProfile first.',
  },
  'DeleteConflict.User.MFADevice': {
    status: 409,
    message: 'The user CAN NOT has any mfa device while deleting the user.',
    cause: 'The user still has an MFA device.',
    advice: 'Take it away with UnbindMFADevice first.',
  },
  'LimitExceeded.User': {
    status: 409,
    message: 'The count of users beyond the current limits.',
    cause: `The account has ${limits.usersPerAccount} users.`,
    advice: 'Delete users that nobody needs.',
  },
  'InvalidParameter.Email.Format': {
    status: 400,
    message: 'The format of the parameter - "Email" is incorrect.',
    advice: 'Write the address as name@domain.',
  },
  'InvalidParameter.MobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "MobilePhone" is incorrect.',
    advice: 'Write country code, hyphen and number: 86-18600008888.',
  },
  'InvalidParameter.NewEmail.Format': {
    status: 400,
    message: 'The format of the parameter - "NewEmail" is incorrect.',
    advice: 'Write the address as name@domain.',
  },
  'InvalidParameter.NewMobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "NewMobilePhone" is incorrect.',
    advice: 'Write country code, hyphen and number: 86-18600008888.',
  },
});
