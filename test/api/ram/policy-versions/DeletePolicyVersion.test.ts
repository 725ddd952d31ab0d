import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, badFormat, error, missing, noPolicy, policyDocument, refused } from '../calls.js';
import { noVersion, versionsOf, WRONG_VERSION_IDS } from './versions.js';

const isDefault = error(
  'DeleteConflict.Policy.Version.Default',
  'The default policy version CAN NOT been deleted directly.',
  409,
);

describe('DeletePolicyVersion', () => {
  const server = useTestServer();
  const PolicyDocument = policyDocument('kms:*');

  test('deletes a version that does not count, whose number is not used again', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Mine', PolicyDocument });
    await answer(server.root, 'CreatePolicyVersion', { PolicyName: 'Mine', PolicyDocument });
    await refused(server.root, 'DeletePolicyVersion', { PolicyName: 'Mine', VersionId: 'v1' }, isDefault);
    expect(await answer(server.root, 'DeletePolicyVersion', { PolicyName: 'mINE', VersionId: 'v2' })).toEqual({});
    await refused(server.root, 'DeletePolicyVersion', { PolicyName: 'Mine', VersionId: 'v2' }, noVersion);
    await answer(server.root, 'CreatePolicyVersion', { PolicyName: 'Mine', PolicyDocument });
    expect(await versionsOf(server.root, 'Mine')).toEqual(['v1*', 'v3']);
    await answer(server.root, 'SetDefaultPolicyVersion', { PolicyName: 'Mine', VersionId: 'v3' });
    await answer(server.root, 'DeletePolicyVersion', { PolicyName: 'Mine', VersionId: 'v1' });
    expect(await versionsOf(server.root, 'Mine')).toEqual(['v3*']);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Ours', PolicyDocument });
    await answer(server.root, 'CreatePolicyVersion', { PolicyName: 'Ours', PolicyDocument });
    const whole = { PolicyName: 'Ours', VersionId: 'v2' };
    const refusals = [
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ VersionId: undefined }, missing('VersionId')],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ PolicyName: 'AdministratorAccess' }, noPolicy],
      [{ VersionId: 'v3' }, noVersion],
      ...WRONG_VERSION_IDS.map(VersionId => [{ VersionId }, badFormat('VersionId')] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'DeletePolicyVersion', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'DeletePolicyVersion', whole, noPolicy);
    expect(await versionsOf(server.root, 'Ours')).toEqual(['v1*', 'v2']);
  });
});
