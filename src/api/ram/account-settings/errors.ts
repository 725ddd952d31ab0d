/** Errors about settings of the account in the cloud's own words (wire/ram-sts.md section 11). */
import { mostNetworkMasks } from '../../../identity/account-settings/security-preference.js';
import { errorsByCode } from '../../../spec/errors.js';
import { passwordLengths } from './password-policy-fields.js';

export const accountSettingErrors = errorsByCode({
  'InvalidParameter.MinimumPasswordLength.Range': {
    status: 400,
    message: `The parameter - "MinimumPasswordLength" MUST be in the range of ${passwordLengths.minimum} and ${passwordLengths.maximum}.`,
    advice: 'Give a number of that range.',
  },
  'InvalidParameter.LoginNetworkMasks.Format': {
    status: 400,
    message: 'The format of the parameter - "LoginNetworkMasks" is incorrect.',
    cause: `It holds something that is neither an address nor a block, or more than ${mostNetworkMasks} of them.`,
    advice: 'Write addresses and blocks, separated by semicolons: `10.0.0.0/8;192.0.2.1`.',
  },
  'InvalidParameter.AllowUserToManagePublicKeys': {
    status: 400,
    message:
      'The parameter - "AllowUserToManagePublicKeys" is incorrect. It can only be false: users have no public keys here.',
    advice: 'Leave it out, or give false.',
  },
  'InvalidParameter.AccountAlias.Format': {
    status: 400,
    message: 'The format of the parameter - "AccountAlias" is incorrect.',
    cause: 'It begins or ends with a hyphen, or has two of them one after the other.',
    advice: 'Write words of lower-case letters and digits with one hyphen between them.',
  },
  'EntityAlreadyExists.AccountAlias': {
    status: 409,
    message: 'The account alias does already exist.',
    cause: 'Another account of this server has it.',
    advice: 'Choose another alias.',
  },
});
