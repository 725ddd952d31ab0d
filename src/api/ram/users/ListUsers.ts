import type { NamePlace } from '../../../identity/names.js';
import { list, object } from '../../../spec/field.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../paging.js';
import { ram } from '../product.js';
import { exampleUser, userAnswer, userMembers } from './user-answer.js';

export default ram.operation({
  action: 'ListUsers',
  summary: 'Lists the users of the account in the order of their names.',
  description: 'While IsTruncated is true, call again with the Marker of the answer to get the next page.',

  ram: { action: 'ram:ListUsers', access: 'list', resource: 'acs:ram:*:{account}:user/*' },

  request: markerRequest,
  response: {
    ...markerResponse,
    Users: object(
      { User: list(object(userMembers, { about: 'One user.' }), { required: true, about: 'The users.' }) },
      { required: true, about: 'The users of this page.' },
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
        Users: { User: [{ ...exampleUser, UpdateDate: '2026-02-11T03:15:21Z' }] },
      },
    },
  ],
  seeAlso: ['GetUser'],

  async handle(input, { accountId, users, markers }) {
    const marked = { action: 'ListUsers', accountId };
    const found = await users.list(accountId, await markerPart<NamePlace>(input, marked, markers));
    return { ...(await markerAnswer(found, marked, markers)), Users: { User: found.items.map(userAnswer) } };
  },
});
