import { object, secret } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { ownUserName } from '../users/fields.js';
import { accessKeyAnswer, accessKeyMembers } from './access-key-answer.js';
import { accessKeyErrors } from './errors.js';
import { keyOwner } from './key-owner.js';

export default ram.operation({
  action: 'CreateAccessKey',
  summary: 'Makes an access key, and shows its secret this once.',
  description: `
    The secret is in this answer and in no other; it is kept sealed. A user has at most two access keys, and so has the account
    itself, which makes a root key by calling without a UserName.`,

  ram: { action: 'ram:CreateAccessKey', access: 'create', resource: userResource },

  request: { UserName: ownUserName },
  response: {
    AccessKey: object(
      {
        ...accessKeyMembers,
        AccessKeySecret: secret({
          required: true,
          about: 'What requests are signed with. Keep it now.',
          example: 'PupkTg8jdmau1cXxYacgE736PJ4nQw',
        }),
      },
      { required: true, about: 'The new access key, active at once.' },
    ),
  },
  errors: { ...userErrors('EntityNotExist.User'), ...accessKeyErrors('LimitExceeded.User.AccessKey') },
  examples: [
    {
      title: 'For a user',
      request: { UserName: 'alice' },
      response: {
        AccessKey: {
          AccessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S',
          AccessKeySecret: 'PupkTg8jdmau1cXxYacgE736PJ4nQw',
          Status: 'Active',
          CreateDate: '2026-01-23T12:33:18Z',
        },
      },
    },
  ],
  seeAlso: ['UpdateAccessKey', 'DeleteAccessKey', 'ListAccessKeys'],
  differences: ['The account itself may have two access keys, as a user; the cloud allows an account more.'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, call) {
    const { key, secret, change } = await call.accessKeys.create(await keyOwner(UserName, call), call.now);
    return effect(change, { AccessKey: { ...accessKeyAnswer(key), AccessKeySecret: secret } });
  },
});
