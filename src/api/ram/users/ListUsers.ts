import { boolean, list, object, string } from '../../../spec/field.js';
import { marker, markerErrors, maxItems } from '../paging.js';
import { ram } from '../product.js';
import { exampleUser, userAnswer, userMembers } from './user-answer.js';

export default ram.operation({
  action: 'ListUsers',
  summary: 'Lists the users of the account in the order of their names.',
  description: 'While IsTruncated is true, call again with the Marker of the answer to get the next page.',

  ram: { action: 'ram:ListUsers', access: 'list', resource: 'acs:ram:*:{account}:user/*' },

  request: { Marker: marker, MaxItems: maxItems },
  response: {
    IsTruncated: boolean({ required: true, about: 'Whether there are more after these.', example: true }),
    Marker: string({ about: 'Where the next page starts; only if there is one.', example: 'AQAAAAEASFq3J0nT' }),
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

  async handle({ Marker, MaxItems }, { accountId, users, markers }) {
    const list = `ListUsers ${accountId}`;
    const after = Marker === undefined ? undefined : await markers.read(list, Marker);
    const { items, more } = await users.list(accountId, { after, limit: MaxItems });
    const last = items.at(-1);
    return {
      IsTruncated: more,
      ...(more && last && { Marker: await markers.write(list, last.name) }),
      Users: { User: items.map(userAnswer) },
    };
  },
});
