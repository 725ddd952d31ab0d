import { object } from '../../../spec/field.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';
import {
  exampleSecurityPreference,
  securityPreferenceAnswer,
  securityPreferenceMembers,
} from './security-preference-fields.js';

export default ram.operation({
  action: 'GetSecurityPreference',
  summary: 'Tells what users may do for themselves, and how they sign in.',

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
