import type { NamePlace } from '../../../identity/names.js';
import { list, object } from '../../../spec/field.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../paging.js';
import { ram } from '../product.js';
import { exampleGroup, groupAnswer, groupMembers } from './group-answer.js';

export default ram.operation({
  action: 'ListGroups',
  summary: 'Lists the groups of the account in the order of their names.',
  description: 'While IsTruncated is true, call again with the Marker of the answer to get the next page.',

  ram: { action: 'ram:ListGroups', access: 'list', resource: 'acs:ram:*:{account}:group/*' },

  request: markerRequest,
  response: {
    ...markerResponse,
    Groups: object(
      { Group: list(object(groupMembers, { about: 'One group.' }), { required: true, about: 'The groups.' }) },
      { required: true, about: 'The groups of this page.' },
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
        Groups: { Group: [{ ...exampleGroup, UpdateDate: '2026-02-11T03:15:21Z' }] },
      },
    },
  ],
  seeAlso: ['GetGroup', 'ListGroupsForUser'],

  async handle(input, { accountId, groups, markers }) {
    const marked = { action: 'ListGroups', accountId };
    const found = await groups.list(accountId, await markerPart<NamePlace>(input, marked, markers));
    return { ...(await markerAnswer(found, marked, markers)), Groups: { Group: found.items.map(groupAnswer) } };
  },
});
