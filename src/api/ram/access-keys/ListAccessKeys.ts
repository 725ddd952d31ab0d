import { list, object } from '../../../spec/field.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { ownUserName } from '../users/fields.js';
import { accessKeyAnswer, accessKeyMembers } from './access-key-answer.js';
import { keyOwner } from './key-owner.js';

export default ram.operation({
  action: 'ListAccessKeys',
  summary: 'Lists the access keys of a user or of the caller, the oldest first, without their secrets.',

  ram: { action: 'ram:ListAccessKeys', access: 'list', resource: userResource },

  request: { UserName: ownUserName },
  response: {
    AccessKeys: object(
      {
        AccessKey: list(object(accessKeyMembers, { about: 'One access key.' }), {
          required: true,
          about: 'The access keys.',
        }),
      },
      { required: true, about: 'All access keys there are; this list has no pages.' },
    ),
  },
  errors: userErrors('EntityNotExist.User'),
  examples: [
    {
      title: 'One key',
      request: { UserName: 'alice' },
      response: {
        AccessKeys: {
          AccessKey: [
            { AccessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S', Status: 'Active', CreateDate: '2026-01-23T12:33:18Z' },
          ],
        },
      },
    },
  ],
  seeAlso: ['CreateAccessKey', 'GetAccessKeyLastUsed'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, call) {
    const keys = await call.accessKeys.list(await keyOwner(UserName, call));
    return { AccessKeys: { AccessKey: keys.map(accessKeyAnswer) } };
  },
});
