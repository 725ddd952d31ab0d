/** What AttachPolicyToUser, AttachPolicyToGroup and AttachPolicyToRole do alike. What an attachment gives is in tests of their own. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  invalid,
  invalidCharacters,
  missing,
  noPolicy,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
} from '../calls.js';
import { holders } from './holders.js';

describe.each(holders)(
  'AttachPolicyTo$kind',
  ({ kind, parameter, make, absent, attachedAlready, beyondLimit, mostCustomPolicies, wrongNames }) => {
    const server = useTestServer();
    const action = `AttachPolicyTo${kind}`;
    const create = (PolicyName: string) =>
      answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: policyDocument('ram:ListUsers') });
    const attach = (parameters: object) => answer(server.root, action, parameters as Record<string, unknown>);
    beforeAll(async () => {
      await create('Lister');
    });

    test('refuses the same policy in the same scope; the id of the account is the scope of the account', async () => {
      await make(server.root, 'twice');
      const policy = { [parameter]: 'twice', PolicyName: 'Lister', PolicyType: 'Custom' };
      await attach({ ...policy, ResourceGroupId: server.accountId });
      await refused(server.root, action, policy, attachedAlready);
      await attach({ ...policy, ResourceGroupId: 'rg-1' });
      await refused(server.root, action, { ...policy, ResourceGroupId: 'rg-1' }, attachedAlready);
      await attach({ ...policy, ResourceGroupId: 'rg-2' });
    });

    test('takes so many custom policies, also of several calls at once', async () => {
      await make(server.root, 'greedy');
      const names = Array.from({ length: mostCustomPolicies + 2 }, (_, n) => `Greedy-${n}`);
      for (const name of names) await create(name);
      const calls = names.map(PolicyName =>
        server.root.call('2015-05-01', action, { [parameter]: 'greedy', PolicyName, PolicyType: 'Custom' }),
      );
      const statuses = (await Promise.all(calls)).map(reply => reply.status);
      expect(statuses.filter(status => status === 200)).toHaveLength(mostCustomPolicies);
      const another = { [parameter]: 'greedy', PolicyName: 'Lister', PolicyType: 'Custom' };
      await refused(server.root, action, another, beyondLimit);
      await attach({ [parameter]: 'greedy', PolicyName: 'AdministratorAccess', PolicyType: 'System' });
    });

    test('takes twenty system policies', async () => {
      await make(server.root, 'systematic');
      const policy = { [parameter]: 'systematic', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
      for (let n = 0; n < 20; n++) await attach({ ...policy, ResourceGroupId: `rg-${n}` });
      await refused(server.root, action, policy, beyondLimit);
    });

    test('refuses by name', async () => {
      await make(server.root, 'ours');
      const whole = { [parameter]: 'ours', PolicyName: 'Lister', PolicyType: 'Custom' };
      const refusals = [
        [{ [parameter]: undefined }, missing(parameter)],
        [{ PolicyName: undefined }, missing('PolicyName')],
        [{ PolicyType: undefined }, missing('PolicyType')],
        [{ [parameter]: 'nothing' }, absent],
        [{ PolicyName: 'nothing' }, noPolicy],
        [{ [parameter]: 'nothing', PolicyName: 'nothing' }, absent],
        [{ PolicyType: 'System' }, noPolicy],
        [{ PolicyName: 'AdministratorAccess' }, noPolicy],
        [{ PolicyType: 'custom' }, invalid('PolicyType')],
        [{ ResourceGroupId: 'rg/1' }, invalidCharacters('ResourceGroupId')],
        [{ ResourceGroupId: 'r'.repeat(65) }, tooLong('ResourceGroupId')],
        ...wrongNames.map(([name, refusal]) => [{ [parameter]: name }, refusal] as const),
        ...wrongPolicyNames.map(([PolicyName, refusal]) => [{ PolicyName }, refusal] as const),
      ] as const;
      for (const [part, refusal] of refusals) {
        await refused(server.root, action, { ...whole, ...part }, refusal);
      }
      await refused(server.otherAccount, action, whole, absent);
      await make(server.otherAccount, 'ours');
      await refused(server.otherAccount, action, whole, noPolicy);
    });
  },
);
