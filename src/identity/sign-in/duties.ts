/** What a user has to do after signing in, as the one policy that its session has: wire/ram-sts.md section 12.6. */
import type { AttachedPolicy } from '../../access/evaluate.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import type { MustDo } from '../sessions/session-token.js';
import type { User } from '../users/user.js';

interface Grant {
  readonly actions: readonly string[];
  /** The last part of the ARN. */
  readonly on: (userName: string) => string;
}

const GRANTS: Readonly<Record<MustDo, readonly Grant[]>> = {
  'change-password': [{ actions: ['ram:ChangePassword'], on: name => `user/${name}` }],
  'bind-mfa-device': [
    { actions: ['ram:BindMFADevice', 'ram:GetUserMFAInfo'], on: name => `user/${name}` },
    { actions: ['ram:CreateVirtualMFADevice'], on: () => 'mfa/*' },
    // One that was made and not bound stands in the way of the next of its name.
    { actions: ['ram:DeleteVirtualMFADevice'], on: name => `mfa/${name}` },
  ],
};

export function policyOfDuty(duty: MustDo, { accountId, name }: Pick<User, 'accountId' | 'name'>): AttachedPolicy {
  const statements = GRANTS[duty].map(({ actions, on }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: `acs:ram:*:${accountId}:${on(name)}`,
  }));
  return {
    name: 'SignIn',
    type: 'System',
    version: 'v1',
    policy: parsePolicy(JSON.stringify({ Version: '1', Statement: statements })),
    scope: 'account',
    attachedTo: `user ${name}`,
  };
}
