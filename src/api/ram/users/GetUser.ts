import { object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from './errors.js';
import { userName } from './fields.js';
import { exampleUser, userAnswer, userMembers } from './user-answer.js';

export default ram.operation({
  action: 'GetUser',
  summary: 'Tells what is known of a user.',

  ram: { action: 'ram:GetUser', access: 'get', resource: userResource },

  request: { UserName: userName },
  response: {
    User: object(
      {
        ...userMembers,
        LastLoginDate: string({
          required: true,
          about: 'When the user last signed in with a password; empty: never.',
          example: '2026-02-12T08:01:00Z',
        }),
      },
      { required: true, about: 'The user.' },
    ),
  },
  errors: userErrors('EntityNotExist.User'),
  examples: [
    {
      title: 'A user that was changed once',
      request: { UserName: 'alice' },
      response: { User: { ...exampleUser, UpdateDate: '2026-02-11T03:15:21Z', LastLoginDate: '' } },
    },
  ],
  seeAlso: ['ListUsers', 'UpdateUser'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, loginProfiles }) {
    const user = await users.get(accountId, UserName);
    const lastSignIn = await loginProfiles.lastSignIn(user);
    return { User: { ...userAnswer(user), LastLoginDate: lastSignIn ? utcTime(lastSignIn) : '' } };
  },
});
