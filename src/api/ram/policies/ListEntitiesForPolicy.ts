import { roleArn } from '../../../identity/names.js';
import { list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedPolicy, policyResource } from '../addressed.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyName, policyType } from './fields.js';
import { attachDate } from './policy-answer.js';

const required = true;

export default ram.operation({
  action: 'ListEntitiesForPolicy',
  summary: 'Lists the users, groups and roles that a policy is attached to, the oldest attachment first.',
  description:
    'Each user, group and role is listed once, in whatever scopes the policy is attached. This list has no pages.',

  ram: { action: 'ram:ListEntitiesForPolicy', access: 'list', resource: policyResource },

  request: { PolicyName: policyName, PolicyType: policyType },
  response: {
    Users: object(
      {
        User: list(
          object(
            {
              UserId: string({ required, about: 'The id of the user.', example: '216959339000654321' }),
              UserName: string({ required, about: 'The name of the user.', example: 'alice' }),
              DisplayName: string({ required, about: 'How the user is shown to people.', example: 'Alice Chen' }),
              AttachDate: attachDate,
            },
            { about: 'One user.' },
          ),
          { required, about: 'The users.' },
        ),
      },
      { required, about: 'The users that have the policy.' },
    ),
    Groups: object(
      {
        Group: list(
          object(
            {
              GroupName: string({ required, about: 'The name of the group.', example: 'developers' }),
              Comments: string({ required, about: 'The remark about it.', example: 'Everybody who writes code' }),
              AttachDate: attachDate,
            },
            { about: 'One group.' },
          ),
          { required, about: 'The groups.' },
        ),
      },
      { required, about: 'The groups that have the policy.' },
    ),
    Roles: object(
      {
        Role: list(
          object(
            {
              RoleId: string({ required, about: 'The id of the role.', example: '344584339364951186' }),
              RoleName: string({ required, about: 'The name of the role.', example: 'deploy' }),
              Arn: string({ required, about: 'Its ARN.', example: 'acs:ram::1000000000000001:role/deploy' }),
              Description: string({ required, about: 'What the role is for.', example: 'Deployments' }),
              AttachDate: attachDate,
            },
            { about: 'One role.' },
          ),
          { required, about: 'The roles.' },
        ),
      },
      { required, about: 'The roles that have the policy.' },
    ),
  },
  errors: policyErrors('EntityNotExist.Policy'),
  examples: [
    {
      title: 'A user and a group',
      request: { PolicyName: 'Read-Certificates', PolicyType: 'Custom' },
      response: {
        Users: {
          User: [
            {
              UserId: '216959339000654321',
              UserName: 'alice',
              DisplayName: 'Alice Chen',
              AttachDate: '2026-02-12T07:02:13Z',
            },
          ],
        },
        Groups: {
          Group: [
            { GroupName: 'developers', Comments: 'Everybody who writes code', AttachDate: '2026-02-12T07:02:13Z' },
          ],
        },
        Roles: { Role: [] },
      },
    },
  ],
  seeAlso: ['ListPoliciesForUser', 'ListPoliciesForGroup', 'DetachPolicyFromUser'],

  resolve: ({ PolicyType, PolicyName }, call) => addressedPolicy(PolicyType, PolicyName, call),

  async handle({ PolicyType, PolicyName }, { accountId, policies, attachments }) {
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    const holders = await attachments.holdersOf(accountId, policy);
    return {
      Users: {
        User: holders.users.map(({ id, name, displayName, attachedAt }) => ({
          UserId: id,
          UserName: name,
          DisplayName: displayName,
          AttachDate: utcTime(attachedAt),
        })),
      },
      Groups: {
        Group: holders.groups.map(({ name, comments, attachedAt }) => ({
          GroupName: name,
          Comments: comments,
          AttachDate: utcTime(attachedAt),
        })),
      },
      Roles: {
        Role: holders.roles.map(({ id, name, description, attachedAt }) => ({
          RoleId: id,
          RoleName: name,
          Arn: roleArn(accountId, name),
          Description: description,
          AttachDate: utcTime(attachedAt),
        })),
      },
    };
  },
});
