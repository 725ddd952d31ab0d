import { areNetworkMasks } from '../../../identity/account-settings/security-preference.js';
import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { accountSettingErrors } from '../../ram/account-settings/errors.js';
import { accountResource } from '../../ram/addressed.js';
import { ims } from '../product.js';
import { imsSettingErrors } from './errors.js';
import {
  exampleSecurityPreference,
  securityPreferenceAnswer,
  securityPreferenceMembers,
  securityPreferenceOf,
  securityPreferenceRequest,
} from './security-preference-fields.js';

export default ims.operation({
  action: 'SetSecurityPreference',
  summary: 'Says what users may do for themselves without a policy, and how they sign in.',
  description: 'What is left out stays as it is. It is the same preference as that of RAM.',

  ram: { action: 'ram:SetSecurityPreference', access: 'update', resource: accountResource },

  request: securityPreferenceRequest,
  response: {
    SecurityPreference: object(securityPreferenceMembers, { required: true, about: 'The preference as it is now.' }),
  },
  errors: {
    ...accountSettingErrors('InvalidParameter.LoginNetworkMasks.Format'),
    ...imsSettingErrors(
      'InvalidParameter.AllowUserToLoginWithPasskey',
      'InvalidParameter.AllowUserToManagePersonalDingTalk',
    ),
  },
  examples: [
    {
      title: 'An MFA device for everybody, and sign-in from the office',
      request: {
        MFAOperationForLogin: 'mandatory',
        AllowUserToManageMFADevices: true,
        LoginNetworkMasks: '10.0.0.0/8',
      },
      response: { SecurityPreference: exampleSecurityPreference },
    },
  ],
  seeAlso: ['GetSecurityPreference'],
  differences: ['MFAOperationForLogin cannot be adaptive, since no sign-in is found to be a risk here.'],

  async handle(input, { accountId, accountSettings, fail }) {
    const { LoginNetworkMasks: masks, AllowUserToLoginWithPasskey, AllowUserToManagePersonalDingTalk } = input;
    if (masks !== undefined && !areNetworkMasks(masks)) throw fail('InvalidParameter.LoginNetworkMasks.Format');
    if (AllowUserToLoginWithPasskey) throw fail('InvalidParameter.AllowUserToLoginWithPasskey');
    if (AllowUserToManagePersonalDingTalk) throw fail('InvalidParameter.AllowUserToManagePersonalDingTalk');
    const { preference, change } = await accountSettings.setSecurityPreference(accountId, securityPreferenceOf(input));
    return effect(change, { SecurityPreference: securityPreferenceAnswer(preference) });
  },
});
