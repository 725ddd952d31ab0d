import { effect } from '../../../spec/operation.js';
import { addressedPolicy } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { policyName } from '../policies/fields.js';
import { ram } from '../product.js';
import { policyVersionErrors } from './errors.js';
import { versionIdParameter, versionNumber } from './version-id.js';

export default ram.operation({
  action: 'DeletePolicyVersion',
  summary: 'Deletes a version of a custom policy that does not count.',
  description: 'The number of the version is not used again.',

  ram: { action: 'ram:DeletePolicyVersion', access: 'delete', resource: 'acs:ram:*:{account}:policy/{policyName}' },
  destructive: { loses: 'The document of this version. The default version cannot be deleted so.' },

  request: { PolicyName: policyName, VersionId: versionIdParameter },
  response: {},
  errors: {
    ...policyErrors('EntityNotExist.Policy'),
    ...policyVersionErrors(
      'EntityNotExist.Policy.Version',
      'DeleteConflict.Policy.Version.Default',
      'InvalidParameter.VersionId.Format',
    ),
  },
  examples: [{ title: 'Gone', request: { PolicyName: 'Read-Certificates', VersionId: 'v1' }, response: {} }],
  seeAlso: ['ListPolicyVersions', 'SetDefaultPolicyVersion'],

  resolve: ({ PolicyName }, call) => addressedPolicy('Custom', PolicyName, call),

  async handle({ PolicyName, VersionId }, { accountId, policyVersions, fail }) {
    const number = versionNumber(VersionId, fail);
    return effect(await policyVersions.delete(accountId, PolicyName, number), {});
  },
});
