/** Errors about what only the cloud's console has. Those that RAM has as well stand there. */
import { errorsByCode } from '../../../spec/errors.js';

export const imsSettingErrors = errorsByCode({
  'InvalidParameter.AllowUserToLoginWithPasskey': {
    status: 400,
    message:
      'The parameter - "AllowUserToLoginWithPasskey" is incorrect. It can only be false: users sign in with passwords here.',
    advice: 'Leave it out, or give false.',
  },
  'InvalidParameter.AllowUserToManagePersonalDingTalk': {
    status: 400,
    message:
      'The parameter - "AllowUserToManagePersonalDingTalk" is incorrect. It can only be false: there is no such sign-in here.',
    advice: 'Leave it out, or give false.',
  },
});
