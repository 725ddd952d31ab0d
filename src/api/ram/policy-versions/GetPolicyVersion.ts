import { object } from '../../../spec/field.js';
import { addressedPolicy, policyResource } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { policyName, policyType } from '../policies/fields.js';
import { ram } from '../product.js';
import { policyVersionErrors } from './errors.js';
import { exampleVersion, versionAnswer, versionMembers } from './version-answer.js';
import { versionIdParameter, versionNumber } from './version-id.js';

export default ram.operation({
  action: 'GetPolicyVersion',
  summary: 'Shows one version of a policy with its document.',

  ram: { action: 'ram:GetPolicyVersion', access: 'get', resource: policyResource },

  request: { PolicyName: policyName, PolicyType: policyType, VersionId: versionIdParameter },
  response: {
    PolicyVersion: object(versionMembers, { required: true, about: 'The version.' }),
  },
  errors: {
    ...policyErrors('EntityNotExist.Policy'),
    ...policyVersionErrors('EntityNotExist.Policy.Version', 'InvalidParameter.VersionId.Format'),
  },
  examples: [
    {
      title: 'The first version, which counts',
      request: { PolicyName: 'Read-Certificates', PolicyType: 'Custom', VersionId: 'v1' },
      response: { PolicyVersion: { ...exampleVersion, VersionId: 'v1', IsDefaultVersion: true } },
    },
  ],
  seeAlso: ['ListPolicyVersions', 'GetPolicy'],
  differences: ['Of a system policy only the default version is here.'],

  resolve: ({ PolicyType, PolicyName }, call) => addressedPolicy(PolicyType, PolicyName, call),

  async handle({ PolicyName, PolicyType, VersionId }, { accountId, policies, policyVersions, fail }) {
    const number = versionNumber(VersionId, fail);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return { PolicyVersion: versionAnswer(await policyVersions.get(policy, number), policy.defaultVersion) };
  },
});
