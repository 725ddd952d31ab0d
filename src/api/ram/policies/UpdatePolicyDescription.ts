import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedPolicy } from '../addressed.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyDescription, policyName } from './fields.js';
import { createDate, examplePolicy, policyAnswer, policyDates, policyMembers, updateDate } from './policy-answer.js';

export default ram.operation({
  action: 'UpdatePolicyDescription',
  summary: 'Changes what is said of a custom policy.',
  description: 'An empty NewDescription removes the description; left out, it stays as it is.',

  ram: {
    action: 'ram:UpdatePolicyDescription',
    access: 'update',
    resource: 'acs:ram:*:{account}:policy/{policyName}',
  },

  request: { PolicyName: policyName, NewDescription: policyDescription },
  response: {
    Policy: object(
      { ...policyMembers, CreateDate: createDate, UpdateDate: updateDate },
      { required: true, about: 'The policy as it is now.' },
    ),
  },
  errors: policyErrors('EntityNotExist.Policy'),
  examples: [
    {
      title: 'A new description',
      request: { PolicyName: 'Read-Certificates', NewDescription: 'Look at certificates without taking their keys' },
      response: {
        Policy: { ...examplePolicy, CreateDate: '2026-01-23T12:33:18Z', UpdateDate: '2026-02-11T03:15:21Z' },
      },
    },
  ],
  seeAlso: ['GetPolicy', 'CreatePolicyVersion'],

  resolve: ({ PolicyName }, call) => addressedPolicy('Custom', PolicyName, call),

  async handle({ PolicyName, NewDescription }, { accountId, now, policies }) {
    const { policy, change } = await policies.describe(accountId, PolicyName, NewDescription, now);
    return effect(change, { Policy: { ...policyAnswer(policy), ...policyDates(policy) } });
  },
});
