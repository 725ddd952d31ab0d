import type { NamePlace } from '../../../identity/names.js';
import { list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedGroup, groupResource } from '../addressed.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../paging.js';
import { ram } from '../product.js';
import { groupErrors } from './errors.js';
import { groupName } from './fields.js';
import { joinDate } from './group-answer.js';

const required = true;

export default ram.operation({
  action: 'ListUsersForGroup',
  summary: 'Lists the members of a group in the order of their names.',
  description:
    'While IsTruncated is true, call again with the Marker of the answer, and the same GroupName, to get the next page.',

  ram: { action: 'ram:ListUsersForGroup', access: 'list', resource: groupResource },

  request: { GroupName: groupName, ...markerRequest },
  response: {
    ...markerResponse,
    Users: object(
      {
        User: list(
          object(
            {
              UserName: string({ required, about: 'The name of the user.', example: 'alice' }),
              DisplayName: string({ required, about: 'How the user is shown to people.', example: 'Alice Chen' }),
              JoinDate: joinDate,
            },
            { about: 'One member.' },
          ),
          { required, about: 'The members.' },
        ),
      },
      { required, about: 'The members of this page.' },
    ),
  },
  errors: { ...groupErrors('EntityNotExist.Group'), ...markerErrors },
  examples: [
    {
      title: 'The first of several',
      request: { GroupName: 'developers', MaxItems: 1 },
      response: {
        IsTruncated: true,
        Marker: 'AQAAAAEASFq3J0nT',
        Users: { User: [{ UserName: 'alice', DisplayName: 'Alice Chen', JoinDate: '2026-02-12T07:02:13Z' }] },
      },
    },
  ],
  seeAlso: ['AddUserToGroup', 'ListGroupsForUser'],

  resolve: ({ GroupName }) => addressedGroup(GroupName),

  async handle(input, { accountId, groups, memberships, markers }) {
    const group = await groups.get(accountId, input.GroupName);
    // The id: a marker is good for no later group of the same name.
    const marked = { action: 'ListUsersForGroup', accountId, filters: { group: group.id } };
    const found = await memberships.usersOf(group, await markerPart<NamePlace>(input, marked, markers));
    return {
      ...(await markerAnswer(found, marked, markers)),
      Users: {
        User: found.items.map(({ user, joinedAt }) => ({
          UserName: user.name,
          DisplayName: user.displayName,
          JoinDate: utcTime(joinedAt),
        })),
      },
    };
  },
});
