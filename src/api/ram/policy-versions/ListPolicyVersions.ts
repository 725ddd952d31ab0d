import { list, object } from '../../../spec/field.js';
import { addressedPolicy, policyResource } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { policyName, policyType } from '../policies/fields.js';
import { ram } from '../product.js';
import { exampleVersion, versionAnswer, versionMembers } from './version-answer.js';

export default ram.operation({
  action: 'ListPolicyVersions',
  summary: 'Lists the versions of a policy with their documents, the oldest first.',
  description: 'This list has no pages: a policy has at most 5 versions.',

  ram: { action: 'ram:ListPolicyVersions', access: 'list', resource: policyResource },

  request: { PolicyName: policyName, PolicyType: policyType },
  response: {
    PolicyVersions: object(
      {
        PolicyVersion: list(object(versionMembers, { about: 'One version.' }), {
          required: true,
          about: 'The versions.',
        }),
      },
      { required: true, about: 'All versions of the policy.' },
    ),
  },
  errors: policyErrors('EntityNotExist.Policy'),
  examples: [
    {
      title: 'Two versions, of which the first counts',
      request: { PolicyName: 'Read-Certificates', PolicyType: 'Custom' },
      response: {
        PolicyVersions: {
          PolicyVersion: [
            {
              ...exampleVersion,
              VersionId: 'v1',
              IsDefaultVersion: true,
              CreateDate: '2026-01-23T12:33:18Z',
            },
            exampleVersion,
          ],
        },
      },
    },
  ],
  seeAlso: ['GetPolicyVersion', 'SetDefaultPolicyVersion'],
  differences: ['Of a system policy only the default version is here.'],

  resolve: ({ PolicyType, PolicyName }, call) => addressedPolicy(PolicyType, PolicyName, call),

  async handle({ PolicyName, PolicyType }, { accountId, policies, policyVersions }) {
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    const versions = await policyVersions.list(policy);
    return { PolicyVersions: { PolicyVersion: versions.map(it => versionAnswer(it, policy.defaultVersion)) } };
  },
});
