import { list, object } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { attachDate, examplePolicy, policyAnswer, policyMembers } from './policy-answer.js';

export default ram.operation({
  action: 'ListPoliciesForUser',
  summary: 'Lists the policies attached to a user, the oldest attachment first.',
  description: 'Each policy is listed once, in whatever scopes it is attached. This list has no pages.',

  ram: { action: 'ram:ListPoliciesForUser', access: 'list', resource: userResource },

  request: { UserName: userName },
  response: {
    Policies: object(
      {
        Policy: list(object({ ...policyMembers, AttachDate: attachDate }, { about: 'One policy.' }), {
          required: true,
          about: 'The policies.',
        }),
      },
      { required: true, about: 'All policies of the user.' },
    ),
  },
  errors: userErrors('EntityNotExist.User'),
  examples: [
    {
      title: 'One policy',
      request: { UserName: 'alice' },
      response: { Policies: { Policy: [{ ...examplePolicy, AttachDate: '2026-02-12T07:02:13Z' }] } },
    },
  ],
  seeAlso: ['AttachPolicyToUser', 'ListEntitiesForPolicy'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, attachments }) {
    const user = await users.get(accountId, UserName);
    const attached = await attachments.policiesOf(user);
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
