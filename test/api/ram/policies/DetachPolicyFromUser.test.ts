import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, noAttachment, policyDocument, refused } from '../calls.js';

describe('DetachPolicyFromUser', () => {
  const server = useTestServer();

  test('takes the permissions away for the next request', async () => {
    const alice = await server.user('alice', JSON.parse(policyDocument('ram:ListUsers')) as object);
    await answer(alice, 'ListUsers');
    const policy = { UserName: 'ALICE', PolicyName: 'ALICE-policy', PolicyType: 'Custom' };
    expect(await answer(server.root, 'DetachPolicyFromUser', policy)).toEqual({});
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    await refused(server.root, 'DetachPolicyFromUser', policy, noAttachment);
    await answer(server.root, 'AttachPolicyToUser', policy);
    await answer(alice, 'ListUsers');
  });
});
