import { object } from '../../../spec/field.js';
import { accountResource } from '../../ram/addressed.js';
import { ims } from '../product.js';
import {
  exampleSecurityPreference,
  securityPreferenceAnswer,
  securityPreferenceMembers,
} from './security-preference-fields.js';

export default ims.operation({
  action: 'GetSecurityPreference',
  summary: 'Tells what users may do for themselves, and how they sign in.',
  description: 'The same preference as that of RAM, with whether everybody needs an MFA device.',

  ram: { action: 'ram:GetSecurityPreference', access: 'get', resource: accountResource },

  request: {},
  response: {
    SecurityPreference: object(securityPreferenceMembers, { required: true, about: 'The preference.' }),
  },
  errors: {},
  examples: [{ title: 'As it was set', request: {}, response: { SecurityPreference: exampleSecurityPreference } }],
  seeAlso: ['SetSecurityPreference'],

  async handle(_input, { accountId, accountSettings }) {
    return { SecurityPreference: securityPreferenceAnswer(await accountSettings.securityPreference(accountId)) };
  },
});
