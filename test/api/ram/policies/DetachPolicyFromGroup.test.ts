import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, policyDocument, refused } from '../calls.js';

const notAttached = error(
  'EntityNotExist.Group.Policy',
  'The indicate policy attached to the group does not exist.',
  404,
);

describe('DetachPolicyFromGroup', () => {
  const server = useTestServer();

  test('takes the permissions from the members for the next request', async () => {
    const alice = await server.user('alice');
    await answer(server.root, 'CreateGroup', { GroupName: 'team' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'alice', GroupName: 'team' });
    await answer(server.root, 'CreatePolicy', {
      PolicyName: 'Lister',
      PolicyDocument: policyDocument('ram:ListUsers'),
    });
    const policy = { GroupName: 'team', PolicyName: 'Lister', PolicyType: 'Custom' };
    await answer(server.root, 'AttachPolicyToGroup', policy);
    await answer(alice, 'ListUsers');
    expect(
      await answer(server.root, 'DetachPolicyFromGroup', { ...policy, GroupName: 'TEAM', PolicyName: 'LISTER' }),
    ).toEqual({});
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    await refused(server.root, 'DetachPolicyFromGroup', policy, notAttached);
  });
});
