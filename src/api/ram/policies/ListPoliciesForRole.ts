import { list, object } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedRole, roleResource } from '../addressed.js';
import { ram } from '../product.js';
import { roleErrors } from '../roles/errors.js';
import { roleName } from '../roles/fields.js';
import { attachDate, examplePolicy, policyAnswer, policyMembers } from './policy-answer.js';

export default ram.operation({
  action: 'ListPoliciesForRole',
  summary: 'Lists the policies attached to a role, the oldest attachment first.',
  description: 'Each policy is listed once, in whatever scopes it is attached. This list has no pages.',

  ram: { action: 'ram:ListPoliciesForRole', access: 'list', resource: roleResource },

  request: { RoleName: roleName },
  response: {
    Policies: object(
      {
        Policy: list(object({ ...policyMembers, AttachDate: attachDate }, { about: 'One policy.' }), {
          required: true,
          about: 'The policies.',
        }),
      },
      { required: true, about: 'All policies of the role.' },
    ),
  },
  errors: roleErrors('EntityNotExist.Role'),
  examples: [
    {
      title: 'One policy',
      request: { RoleName: 'deploy' },
      response: { Policies: { Policy: [{ ...examplePolicy, AttachDate: '2026-02-12T07:02:13Z' }] } },
    },
  ],
  seeAlso: ['AttachPolicyToRole', 'ListEntitiesForPolicy'],

  resolve: ({ RoleName }, call) => addressedRole(RoleName, call),

  async handle({ RoleName }, { accountId, roles, attachments }) {
    const role = await roles.get(accountId, RoleName);
    const attached = await attachments.policiesOf(role);
    return {
      Policies: {
        Policy: attached.map(({ policy, attachedAt }) => ({
          ...policyAnswer(policy),
          AttachDate: utcTime(attachedAt),
        })),
      },
    };
  },
});
