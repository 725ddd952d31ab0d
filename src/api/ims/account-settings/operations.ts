/** Settings of the account, in the order of the reference. */
import getPasswordPolicy from './GetPasswordPolicy.js';
import getSecurityPreference from './GetSecurityPreference.js';
import setPasswordPolicy from './SetPasswordPolicy.js';
import setSecurityPreference from './SetSecurityPreference.js';

export const accountSettingOperations = [
  setPasswordPolicy,
  getPasswordPolicy,
  setSecurityPreference,
  getSecurityPreference,
];
