import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, invalid, missing, noPolicy, policyDocument, refused, wrongPolicyNames } from '../calls.js';

const attached = error(
  'DeleteConflict.Policy.User',
  'The policy CAN NOT been attached to any user while deleting the policy.',
  409,
);
const attachedToGroup = error(
  'DeleteConflict.Policy.Group',
  'The policy CAN NOT been attached to any group while deleting the policy.',
  409,
);
const versions = error(
  'DeleteConflict.Policy.Version',
  'The policy CAN NOT has any version except the default version.',
  409,
);

describe('DeletePolicy', () => {
  const PolicyDocument = policyDocument('kms:*');
  const create = (PolicyName: string) => answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument });
  const server = useTestServer();

  test('deletes a policy, whose name is free again', async () => {
    await create('Gone');
    expect(await answer(server.root, 'DeletePolicy', { PolicyName: 'gONE' })).toEqual({});
    await refused(server.root, 'GetPolicy', { PolicyName: 'Gone', PolicyType: 'Custom' }, noPolicy);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Gone' }, noPolicy);
    await create('Gone');
  });

  test('made again under its name grants what the new document says', async () => {
    const caller = await server.user('fickle', JSON.parse(policyDocument('ram:ListUsers')) as object);
    await answer(caller, 'ListUsers');
    const name = { PolicyName: 'fickle-policy', PolicyType: 'Custom' };
    await answer(server.root, 'DetachPolicyFromUser', { UserName: 'fickle', ...name });
    await answer(server.root, 'DeletePolicy', { PolicyName: 'fickle-policy' });
    const other = { PolicyName: 'fickle-policy', PolicyDocument: policyDocument('ram:ListPolicies') };
    await answer(server.root, 'CreatePolicy', other);
    await answer(server.root, 'AttachPolicyToUser', { UserName: 'fickle', ...name });
    await answer(caller, 'ListPolicies');
    expect((await caller.call('2015-05-01', 'ListUsers')).status).toBe(403);
  });

  test('refuses while it is attached, with whatever scope, also with CascadingDelete', async () => {
    await create('Held');
    await answer(server.root, 'CreateUser', { UserName: 'holder' });
    const attachment = { UserName: 'holder', PolicyName: 'Held', PolicyType: 'Custom', ResourceGroupId: 'rg-1' };
    await answer(server.root, 'AttachPolicyToUser', attachment);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Held' }, attached);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Held', CascadingDelete: true }, attached);
    await answer(server.root, 'DetachPolicyFromUser', attachment);
    await answer(server.root, 'DeletePolicy', { PolicyName: 'Held' });
  });

  test('reports users before groups', async () => {
    await create('Shared');
    await answer(server.root, 'CreateUser', { UserName: 'sharer' });
    await answer(server.root, 'CreateGroup', { GroupName: 'sharers' });
    const policy = { PolicyName: 'Shared', PolicyType: 'Custom' };
    await answer(server.root, 'AttachPolicyToGroup', { ...policy, GroupName: 'sharers' });
    await answer(server.root, 'AttachPolicyToUser', { ...policy, UserName: 'sharer' });
    const whole = { PolicyName: 'Shared', CascadingDelete: true };
    await refused(server.root, 'DeletePolicy', whole, attached);
    await answer(server.root, 'DetachPolicyFromUser', { ...policy, UserName: 'sharer' });
    await refused(server.root, 'DeletePolicy', whole, attachedToGroup);
    await answer(server.root, 'DetachPolicyFromGroup', { ...policy, GroupName: 'sharers' });
    await answer(server.root, 'DeletePolicy', whole);
  });

  test('deletes several versions only with CascadingDelete', async () => {
    await create('Versioned');
    await answer(server.root, 'CreatePolicyVersion', { PolicyName: 'Versioned', PolicyDocument });
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Versioned' }, versions);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Versioned', CascadingDelete: false }, versions);
    await answer(server.root, 'DeletePolicy', { PolicyName: 'Versioned', CascadingDelete: true });
  });

  test('refuses by name', async () => {
    await create('Stays');
    await refused(server.root, 'DeletePolicy', {}, missing('PolicyName'));
    await refused(server.root, 'DeletePolicy', { PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'AdministratorAccess' }, noPolicy);
    await refused(server.otherAccount, 'DeletePolicy', { PolicyName: 'Stays' }, noPolicy);
    const wrong = { PolicyName: 'Stays', CascadingDelete: 'yes' };
    await refused(server.root, 'DeletePolicy', wrong, invalid('CascadingDelete'));
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'DeletePolicy', { PolicyName }, refusal);
    }
    await answer(server.root, 'GetPolicy', { PolicyName: 'Stays', PolicyType: 'Custom' });
  });
});
