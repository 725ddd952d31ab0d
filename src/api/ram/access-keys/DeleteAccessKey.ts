import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { ownUserName } from '../users/fields.js';
import { accessKeyErrors } from './errors.js';
import { userAccessKeyId } from './fields.js';
import { keyOwner } from './key-owner.js';

export default ram.operation({
  action: 'DeleteAccessKey',
  summary: 'Deletes an access key for good.',
  description: 'Requests signed with it are refused from the next one on. Its sealed secret is deleted with it.',

  ram: { action: 'ram:DeleteAccessKey', access: 'delete', resource: userResource },
  destructive: {
    loses: 'The AccessKey and its secret, for good. Requests signed with it are refused from the next one on.',
  },

  request: { UserName: ownUserName, UserAccessKeyId: userAccessKeyId },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...accessKeyErrors('EntityNotExist.User.AccessKey', 'InvalidOperation.LastRootAccessKey'),
  },
  examples: [
    {
      title: 'Gone',
      request: { UserName: 'alice', UserAccessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S' },
      response: {},
    },
  ],
  seeAlso: ['UpdateAccessKey', 'CreateAccessKey'],
  differences: [
    'The last active AccessKey of the account cannot be deleted: without it, nobody could act as the account again.',
  ],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName, UserAccessKeyId }, call) {
    return effect(call.accessKeys.delete(await keyOwner(UserName, call), UserAccessKeyId), {});
  },
});
