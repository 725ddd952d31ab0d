import type { NamePlace } from '../../../identity/names.js';
import { list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../paging.js';
import { ram } from '../product.js';
import { tagFilter, wantedTags } from '../tags/fields.js';
import { exampleNamedRole, namedRoleAnswer, namedRoleMembers, updateDate } from './role-answer.js';

const required = true;

export default ram.operation({
  action: 'ListRoles',
  summary: 'Lists the roles of the account in the order of their names.',
  description:
    'While IsTruncated is true, call again with the Marker of the answer, and the same Tag, to get the next page. GetRole shows the trust policy of one.',

  ram: { action: 'ram:ListRoles', access: 'list', resource: 'acs:ram:*:{account}:role/*' },

  request: { Tag: tagFilter, ...markerRequest },
  response: {
    ...markerResponse,
    Roles: object(
      {
        Role: list(
          object(
            {
              ...namedRoleMembers,
              UpdateDate: updateDate,
              Tags: object(
                {
                  Tag: list(
                    object(
                      {
                        TagKey: string({ required, about: 'The key.', example: 'owner' }),
                        TagValue: string({ required, about: 'The value.', example: 'alice' }),
                      },
                      { about: 'One tag.' },
                    ),
                    { required, about: 'The tags.' },
                  ),
                },
                { required, about: 'The tags of the role.' },
              ),
            },
            { about: 'One role.' },
          ),
          { required, about: 'The roles.' },
        ),
      },
      { required, about: 'The roles of this page.' },
    ),
  },
  errors: markerErrors,
  examples: [
    {
      title: 'The first of several',
      request: { MaxItems: 1 },
      response: {
        IsTruncated: true,
        Marker: 'AQAAAAEASFq3J0nT',
        Roles: {
          Role: [
            {
              ...exampleNamedRole,
              UpdateDate: '2026-02-11T03:15:21Z',
              Tags: { Tag: [{ TagKey: 'owner', TagValue: 'alice' }] },
            },
          ],
        },
      },
    },
  ],
  seeAlso: ['GetRole', 'ListTagResources'],

  async handle(input, { accountId, roles, markers }) {
    const tags = wantedTags(input.Tag ?? []);
    const marked = { action: 'ListRoles', accountId, filters: { tags } };
    const found = await roles.listTagged(accountId, tags, await markerPart<NamePlace>(input, marked, markers));
    return {
      ...(await markerAnswer(found, marked, markers)),
      Roles: {
        Role: found.items.map(({ role, tags: own }) => ({
          ...namedRoleAnswer(role),
          UpdateDate: utcTime(role.updatedAt),
          Tags: { Tag: own.map(({ key, value }) => ({ TagKey: key, TagValue: value })) },
        })),
      },
    };
  },
});
