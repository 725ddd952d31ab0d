import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { ownUserName } from '../users/fields.js';
import { accessKeyErrors } from './errors.js';
import { userAccessKeyId } from './fields.js';
import { keyOwner } from './key-owner.js';

export default ram.operation({
  action: 'UpdateAccessKey',
  summary: 'Enables or disables an access key.',
  description: 'Requests signed with a disabled key are refused from the next one on.',

  ram: { action: 'ram:UpdateAccessKey', access: 'update', resource: userResource },
  destructive: {
    when: { Status: 'Inactive' },
    loses: 'The key. Requests signed with it are refused from the next one on, until it is made active again.',
  },

  request: {
    UserName: ownUserName,
    UserAccessKeyId: userAccessKeyId,
    Status: oneOf(['Active', 'Inactive'], { required: true, about: 'What the key is to be.', example: 'Inactive' }),
  },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...accessKeyErrors('EntityNotExist.User.AccessKey', 'InvalidOperation.LastRootAccessKey'),
  },
  examples: [
    {
      title: 'Disabled',
      request: { UserName: 'alice', UserAccessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S', Status: 'Inactive' },
      response: {},
    },
  ],
  seeAlso: ['ListAccessKeys', 'DeleteAccessKey'],
  differences: [
    'The last active AccessKey of the account cannot be disabled: without it, nobody could act as the account again.',
  ],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName, UserAccessKeyId, Status }, call) {
    const owner = await keyOwner(UserName, call);
    return effect(call.accessKeys.setStatus(owner, UserAccessKeyId, Status), {});
  },
});
