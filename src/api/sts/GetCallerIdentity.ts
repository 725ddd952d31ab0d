import { string } from '../../spec/field.js';
import { sts } from './product.js';

export default sts.operation({
  action: 'GetCallerIdentity',
  summary: 'Tells who signed the request.',
  description: 'Every authenticated caller may call it; no permission is needed.',

  ram: { access: 'get', resource: '*' },
  qps: 100,

  request: {},
  response: {
    IdentityType: string({ required: true, about: 'Account, RAMUser or AssumedRoleUser.', example: 'RAMUser' }),
    AccountId: string({ required: true, about: 'The account the caller belongs to.', example: '1000000000000001' }),
    PrincipalId: string({
      required: true,
      about: 'Account id, user id or `<role id>:<session>`.',
      example: '216959339000654321',
    }),
    Arn: string({ required: true, about: 'The ARN of the caller.', example: 'acs:ram::1000000000000001:user/alice' }),
    UserId: string({
      about: 'The user id, or the account id of the root; absent for role sessions.',
      example: '216959339000654321',
    }),
    RoleId: string({ about: 'The role id; only for role sessions.', example: '344584339364951186' }),
  },
  errors: {},
  examples: [
    {
      title: 'A RAM user',
      request: {},
      response: {
        IdentityType: 'RAMUser',
        AccountId: '1000000000000001',
        PrincipalId: '216959339000654321',
        UserId: '216959339000654321',
        Arn: 'acs:ram::1000000000000001:user/alice',
      },
    },
  ],

  async handle(_input, { principal }) {
    const { accountId, id, arn, session } = principal;
    const caller = { AccountId: accountId, PrincipalId: id, Arn: arn };
    if (session) return { IdentityType: 'AssumedRoleUser', RoleId: session.roleId, ...caller };
    return { IdentityType: principal.kind === 'account' ? 'Account' : 'RAMUser', UserId: id, ...caller };
  },
});
