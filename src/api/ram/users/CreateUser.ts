import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { ram } from '../product.js';
import { isEmail, isMobilePhone } from './contact-formats.js';
import { userErrors } from './errors.js';
import { comments, displayName, email, freeUserName, mobilePhone } from './fields.js';
import { createdUserAnswer, createdUserMembers, exampleUser } from './user-answer.js';

export default ram.operation({
  action: 'CreateUser',
  summary: 'Makes a user, who has neither an access key nor any permission yet.',
  description: `
    Names of users are unique within the account without regard to case; the case given is kept. Give the user an access key
    with CreateAccessKey, and permissions with AttachPolicyToUser. An account has at most 1,000 users.`,

  ram: { action: 'ram:CreateUser', access: 'create', resource: 'acs:ram:*:{account}:user/*' },

  request: {
    UserName: freeUserName,
    DisplayName: displayName,
    MobilePhone: mobilePhone,
    Email: email,
    Comments: comments,
  },
  response: {
    User: object(createdUserMembers, { required: true, about: 'The new user.' }),
  },
  errors: userErrors(
    'EntityAlreadyExists.User',
    'LimitExceeded.User',
    'InvalidParameter.Email.Format',
    'InvalidParameter.MobilePhone.Format',
  ),
  examples: [
    {
      title: 'A user with everything',
      request: {
        UserName: 'alice',
        DisplayName: 'Alice Chen',
        MobilePhone: '86-18600008888',
        Email: 'alice@example.com',
        Comments: 'Cloud computing engineer',
      },
      response: { User: exampleUser },
    },
  ],
  seeAlso: ['CreateAccessKey', 'AttachPolicyToUser', 'UpdateUser'],

  async handle(input, { accountId, now, users, fail }) {
    const { UserName, DisplayName = '', MobilePhone = '', Email = '', Comments = '' } = input;
    if (!isEmail(Email)) throw fail('InvalidParameter.Email.Format');
    if (!isMobilePhone(MobilePhone)) throw fail('InvalidParameter.MobilePhone.Format');

    const details = { displayName: DisplayName, mobilePhone: MobilePhone, email: Email, comments: Comments };
    const { made, change } = await users.create(accountId, UserName, details, now);
    return effect(change, { User: createdUserAnswer(made) });
  },
});
