/** Errors about login profiles and passwords in the cloud's own words (wire/ram-sts.md section 11). */
import { errorsByCode } from '../../../spec/errors.js';

export const loginProfileErrors = errorsByCode({
  'EntityNotExist.User.LoginProfile': {
    status: 404,
    message: 'The user login profile does not exist.',
    cause: 'The user has no login profile, so it cannot sign in.',
    advice: 'Make one with CreateLoginProfile.',
  },
  'EntityAlreadyExists.User.LoginProfile': {
    status: 409,
    message: 'The user login profile does already EXIST.',
    advice: 'Change it with UpdateLoginProfile.',
  },
  'OperationConflict.User.LoginProfile': {
    status: 409,
    message: 'The login profile was changed by another call at the same moment.',
    advice: 'Call again.',
  },
  'InvalidParameter.Password.TooWeak': {
    status: 400,
    message: 'The parameter - "Password" is not compliant with the password policy.',
    cause: 'It is too short, lacks a kind of characters, or has the name of the user in it.',
    advice: 'GetPasswordPolicy tells what a password has to be like.',
  },
  'InvalidParameter.NewPassword.TooWeak': {
    status: 400,
    message: 'The parameter - "NewPassword" is not compliant with the password policy.',
    cause: 'It is too short, lacks a kind of characters, or has the name of the user in it.',
    advice: 'Ask the administrator what the password policy is, or call GetPasswordPolicy.',
  },
  'InvalidParameter.NewPassword.ReusePrevention': {
    status: 400,
    message: 'The parameter - "NewPassword" is not compliant with the reuse prevention password policy.',
    cause: 'It is one of the last passwords of the user.',
    advice: 'Choose a password that you have not had before.',
  },
  'InvalidParameter.OldPassword.Incorrect': {
    status: 400,
    message: 'The parameter - "OldPassword" is incorrect.',
    advice: 'Give the present password. Who has forgotten it asks the administrator for another one.',
  },
  'LimitExceeded.User.LoginAttempts': {
    status: 409,
    message: 'The count of wrong passwords within an hour beyond the limit of the password policy.',
    advice: 'Try again in an hour, or ask the administrator for another password, which ends the wait.',
  },
  'NotSupport.Account': {
    status: 400,
    message: 'This method can be only invoked by sub user.',
    cause: 'The account itself and sessions of roles have no password here.',
    advice:
      'Call with an AccessKey of the user whose password it is. UpdateLoginProfile gives a user another password.',
  },
});
