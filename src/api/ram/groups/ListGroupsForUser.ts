import { list, object } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { exampleNamedGroup, joinDate, namedGroupAnswer, namedGroupMembers } from './group-answer.js';

export default ram.operation({
  action: 'ListGroupsForUser',
  summary: 'Lists the groups of a user, the one that it joined first at the top.',
  description: 'This list has no pages.',

  ram: { action: 'ram:ListGroupsForUser', access: 'list', resource: userResource },

  request: { UserName: userName },
  response: {
    Groups: object(
      {
        Group: list(object({ ...namedGroupMembers, JoinDate: joinDate }, { about: 'One group.' }), {
          required: true,
          about: 'The groups.',
        }),
      },
      { required: true, about: 'All groups of the user.' },
    ),
  },
  errors: userErrors('EntityNotExist.User'),
  examples: [
    {
      title: 'One group',
      request: { UserName: 'alice' },
      response: { Groups: { Group: [{ ...exampleNamedGroup, JoinDate: '2026-02-12T07:02:13Z' }] } },
    },
  ],
  seeAlso: ['AddUserToGroup', 'ListUsersForGroup'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, memberships }) {
    const joined = await memberships.groupsOf(await users.get(accountId, UserName));
    return {
      Groups: {
        Group: joined.map(({ group, joinedAt }) => ({ ...namedGroupAnswer(group), JoinDate: utcTime(joinedAt) })),
      },
    };
  },
});
