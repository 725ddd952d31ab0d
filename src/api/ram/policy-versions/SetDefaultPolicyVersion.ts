import { effect } from '../../../spec/operation.js';
import { addressedPolicy } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { policyName } from '../policies/fields.js';
import { ram } from '../product.js';
import { policyVersionErrors } from './errors.js';
import { versionIdParameter, versionNumber } from './version-id.js';

export default ram.operation({
  action: 'SetDefaultPolicyVersion',
  summary: 'Says which version of a custom policy counts.',
  description: 'It counts from the next request on, for everybody who has the policy.',

  ram: { action: 'ram:SetDefaultPolicyVersion', access: 'update', resource: 'acs:ram:*:{account}:policy/{policyName}' },

  request: { PolicyName: policyName, VersionId: versionIdParameter },
  response: {},
  errors: {
    ...policyErrors('EntityNotExist.Policy'),
    ...policyVersionErrors('EntityNotExist.Policy.Version', 'InvalidParameter.VersionId.Format'),
  },
  examples: [
    { title: 'Back to the first version', request: { PolicyName: 'Read-Certificates', VersionId: 'v1' }, response: {} },
  ],
  seeAlso: ['CreatePolicyVersion', 'ListPolicyVersions'],

  resolve: ({ PolicyName }, call) => addressedPolicy('Custom', PolicyName, call),

  async handle({ PolicyName, VersionId }, { accountId, now, policyVersions, fail }) {
    const number = versionNumber(VersionId, fail);
    return effect(await policyVersions.setDefault(accountId, PolicyName, number, now), {});
  },
});
