import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from './errors.js';
import { userName } from './fields.js';

export default ram.operation({
  action: 'DeleteUser',
  summary: 'Deletes a user who has neither access keys nor policies any more.',
  description: `
    The conflict that is reported is the first of: access keys, attached policies. Remove the one and call again to learn of the
    other. What the user made belongs to the account and stays.`,

  ram: { action: 'ram:DeleteUser', access: 'delete', resource: userResource },
  destructive: { loses: 'The user. Somebody new of the same name starts without keys and policies.' },

  request: { UserName: userName },
  response: {},
  errors: userErrors('EntityNotExist.User', 'DeleteConflict.User.AccessKey', 'DeleteConflict.User.Policy'),
  examples: [{ title: 'Gone', request: { UserName: 'alice' }, response: {} }],
  seeAlso: ['DeleteAccessKey', 'DetachPolicyFromUser'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users }) {
    return effect(await users.delete(accountId, UserName), {});
  },
});
