/** Settings of the account, in the order of the reference. */
import clearAccountAlias from './ClearAccountAlias.js';
import getAccountAlias from './GetAccountAlias.js';
import getPasswordPolicy from './GetPasswordPolicy.js';
import getSecurityPreference from './GetSecurityPreference.js';
import setAccountAlias from './SetAccountAlias.js';
import setPasswordPolicy from './SetPasswordPolicy.js';
import setSecurityPreference from './SetSecurityPreference.js';

export const accountSettingOperations = [
  setPasswordPolicy,
  getPasswordPolicy,
  setSecurityPreference,
  getSecurityPreference,
  setAccountAlias,
  getAccountAlias,
  clearAccountAlias,
];
