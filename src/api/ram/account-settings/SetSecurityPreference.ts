import { areNetworkMasks } from '../../../identity/account-settings/security-preference.js';
import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';
import { accountSettingErrors } from './errors.js';
import {
  exampleSecurityPreference,
  securityPreferenceAnswer,
  securityPreferenceMembers,
  securityPreferenceOf,
  securityPreferenceRequest,
} from './security-preference-fields.js';

export default ram.operation({
  action: 'SetSecurityPreference',
  summary: 'Says what users may do for themselves without a policy, and how they sign in.',
  description: `
    What is left out stays as it is. What users may do for themselves counts as an allow of one more policy: one that denies it
    comes first.`,

  ram: { action: 'ram:SetSecurityPreference', access: 'update', resource: accountResource },

  request: securityPreferenceRequest,
  response: {
    SecurityPreference: object(securityPreferenceMembers, { required: true, about: 'The preference as it is now.' }),
  },
  errors: accountSettingErrors(
    'InvalidParameter.LoginNetworkMasks.Format',
    'InvalidParameter.AllowUserToManagePublicKeys',
  ),
  examples: [
    {
      title: 'Sign-in from the office, with devices that users bind themselves',
      request: { AllowUserToManageMFADevices: true, LoginNetworkMasks: '10.0.0.0/8' },
      response: { SecurityPreference: exampleSecurityPreference },
    },
  ],
  seeAlso: ['GetSecurityPreference'],
  differences: [
    'AllowUserToManageMFADevices is off until it is set: in the cloud it is on.',
    'LoginSessionDuration may be less than six hours.',
  ],

  async handle(input, { accountId, accountSettings, fail }) {
    const { LoginNetworkMasks: masks, AllowUserToManagePublicKeys } = input;
    if (masks !== undefined && !areNetworkMasks(masks)) throw fail('InvalidParameter.LoginNetworkMasks.Format');
    if (AllowUserToManagePublicKeys) throw fail('InvalidParameter.AllowUserToManagePublicKeys');
    const { preference, change } = await accountSettings.setSecurityPreference(accountId, securityPreferenceOf(input));
    return effect(change, { SecurityPreference: securityPreferenceAnswer(preference) });
  },
});
