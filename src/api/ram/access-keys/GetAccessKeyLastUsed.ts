import { object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { ownUserName } from '../users/fields.js';
import { accessKeyErrors } from './errors.js';
import { userAccessKeyId } from './fields.js';
import { keyOwner } from './key-owner.js';

export default ram.operation({
  action: 'GetAccessKeyLastUsed',
  summary: 'Tells when an access key was last used.',
  description: 'A key counts as used by every request that it signed correctly, whatever came of the request.',

  ram: { action: 'ram:GetAccessKeyLastUsed', access: 'get', resource: userResource },

  request: { UserName: ownUserName, UserAccessKeyId: userAccessKeyId },
  response: {
    AccessKeyLastUsed: object(
      {
        LastUsedDate: string({
          required: true,
          about: 'When the key was last used, or empty if it never was.',
          example: '2026-02-21T06:37:40Z',
        }),
      },
      { required: true, about: 'The last use.' },
    ),
  },
  errors: { ...userErrors('EntityNotExist.User'), ...accessKeyErrors('EntityNotExist.User.AccessKey') },
  examples: [
    {
      title: 'A key in use',
      request: { UserName: 'alice', UserAccessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S' },
      response: { AccessKeyLastUsed: { LastUsedDate: '2026-02-21T06:37:40Z' } },
    },
  ],
  seeAlso: ['ListAccessKeys'],
  differences: [
    'The last use is written down at most once a minute and key, so a key may have been used up to a minute later than it says.',
  ],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName, UserAccessKeyId }, call) {
    const { lastUsedAt } = await call.accessKeys.get(await keyOwner(UserName, call), UserAccessKeyId);
    return { AccessKeyLastUsed: { LastUsedDate: lastUsedAt === null ? '' : utcTime(lastUsedAt) } };
  },
});
