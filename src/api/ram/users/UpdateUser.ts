import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { isEmail, isMobilePhone } from './contact-formats.js';
import { userErrors } from './errors.js';
import { comments, displayName, email, mobilePhone, newUserName, userName } from './fields.js';
import { exampleUser, userAnswer, userMembers } from './user-answer.js';

export default ram.operation({
  action: 'UpdateUser',
  summary: 'Changes the name or the details of a user.',
  description: `
    What is left out stays as it is; what is given empty is removed. A user who gets another name keeps its id, its access
    keys and its policies, but policies that name the user in an ARN do not follow.`,

  ram: { action: 'ram:UpdateUser', access: 'update', resource: userResource },

  request: {
    UserName: userName,
    NewUserName: newUserName,
    NewDisplayName: displayName,
    NewMobilePhone: mobilePhone,
    NewEmail: email,
    NewComments: comments,
  },
  response: {
    User: object(userMembers, { required: true, about: 'The user as it is now.' }),
  },
  errors: userErrors(
    'EntityNotExist.User',
    'EntityAlreadyExists.User',
    'InvalidParameter.NewEmail.Format',
    'InvalidParameter.NewMobilePhone.Format',
  ),
  examples: [
    {
      title: 'Another name',
      request: { UserName: 'alice', NewUserName: 'alice.chen' },
      response: { User: { ...exampleUser, UserName: 'alice.chen', UpdateDate: '2026-02-11T03:15:21Z' } },
    },
  ],
  seeAlso: ['GetUser', 'CreateUser'],
  differences: ['NewUserName may be left out, which keeps the name; newer pages of the cloud call it required.'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle(input, { accountId, now, users, fail }) {
    const { UserName, NewUserName, NewDisplayName, NewMobilePhone, NewEmail, NewComments } = input;
    if (NewEmail && !isEmail(NewEmail)) throw fail('InvalidParameter.NewEmail.Format');
    if (NewMobilePhone && !isMobilePhone(NewMobilePhone)) throw fail('InvalidParameter.NewMobilePhone.Format');

    const changes = {
      name: NewUserName,
      displayName: NewDisplayName,
      mobilePhone: NewMobilePhone,
      email: NewEmail,
      comments: NewComments,
    };
    const { updated, change } = await users.update(accountId, UserName, changes, now);
    return effect(change, { User: userAnswer(updated) });
  },
});
