import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  missing,
  namedAnswer,
  noPolicy,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
} from '../calls.js';

describe('UpdatePolicyDescription', () => {
  const server = useTestServer();
  const create = (PolicyName: string) =>
    answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: policyDocument('kms:*'), Description: 'old' });

  test('changes the description, removes it when it is given empty, and leaves it when it is not given', async () => {
    await create('Mine');
    const update = (parameters: object) =>
      namedAnswer(server.root, 'UpdatePolicyDescription', { PolicyName: 'mINE', ...parameters });
    const shown = (Description: string) => ({
      Policy: {
        PolicyName: 'Mine',
        PolicyType: 'Custom',
        Description,
        DefaultVersion: 'v1',
        CreateDate: 'time',
        UpdateDate: 'time',
      },
    });
    expect(await update({ NewDescription: 'new, 云' })).toEqual(shown('new, 云'));
    expect(await update({})).toEqual(shown('new, 云'));
    const { Policy } = await answer(server.root, 'GetPolicy', { PolicyName: 'Mine', PolicyType: 'Custom' });
    expect(Policy).toMatchObject({ Description: 'new, 云' });
    expect(await update({ NewDescription: '' })).toEqual(shown(''));
  });

  test('refuses by name', async () => {
    await create('Ours');
    const whole = { PolicyName: 'Ours', NewDescription: 'x' };
    await refused(server.root, 'UpdatePolicyDescription', { NewDescription: 'x' }, missing('PolicyName'));
    await refused(server.root, 'UpdatePolicyDescription', { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, 'UpdatePolicyDescription', { ...whole, PolicyName: 'AdministratorAccess' }, noPolicy);
    await refused(server.otherAccount, 'UpdatePolicyDescription', whole, noPolicy);
    const long = { ...whole, NewDescription: 'x'.repeat(1025) };
    await refused(server.root, 'UpdatePolicyDescription', long, tooLong('NewDescription'));
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'UpdatePolicyDescription', { ...whole, PolicyName }, refusal);
    }
    const { Policy } = await answer(server.root, 'GetPolicy', { PolicyName: 'Ours', PolicyType: 'Custom' });
    expect(Policy).toMatchObject({ Description: 'old' });
  });
});
