import { boolean } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedPolicy } from '../addressed.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyName } from './fields.js';

export default ram.operation({
  action: 'DeletePolicy',
  summary: 'Deletes a custom policy that is attached to nobody any more.',
  description: `
    A policy with several versions is deleted only with CascadingDelete, and then all of them go. Attachments are never removed along
    with it. The conflict that is reported is the first of: attached to users, attached to groups, attached to roles, several versions. System policies are not found here.`,

  ram: { action: 'ram:DeletePolicy', access: 'delete', resource: 'acs:ram:*:{account}:policy/{policyName}' },
  destructive: { loses: 'The policy and its document, with CascadingDelete in all versions.' },

  request: {
    PolicyName: policyName,
    CascadingDelete: boolean({ default: false, about: 'Whether to delete all versions with it.', example: true }),
  },
  response: {},
  errors: policyErrors(
    'EntityNotExist.Policy',
    'DeleteConflict.Policy.User',
    'DeleteConflict.Policy.Group',
    'DeleteConflict.Role.Policy',
    'DeleteConflict.Policy.Version',
  ),
  examples: [{ title: 'Gone', request: { PolicyName: 'Read-Certificates' }, response: {} }],
  seeAlso: ['DetachPolicyFromUser', 'DetachPolicyFromGroup', 'DetachPolicyFromRole', 'ListEntitiesForPolicy'],

  resolve: ({ PolicyName }, call) => addressedPolicy('Custom', PolicyName, call),

  async handle({ PolicyName, CascadingDelete }, { accountId, policies }) {
    return effect(await policies.delete(accountId, PolicyName, { withVersions: CascadingDelete }), {});
  },
});
