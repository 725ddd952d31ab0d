import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalidCharacters, missing, namedAnswer, refused } from '../calls.js';
import { newRole, noRole, ofService } from './trust.js';

describe('GetRole', () => {
  const server = useTestServer();

  test('tells of a role, found in any case', async () => {
    await newRole(server, 'Deploy', { Description: 'd' });
    expect(await namedAnswer(server.root, 'GetRole', { RoleName: 'dEPLOY' })).toEqual({
      Role: {
        RoleId: 'user id',
        RoleName: 'Deploy',
        Arn: `acs:ram::${server.accountId}:role/Deploy`,
        Description: 'd',
        MaxSessionDuration: 3600,
        AssumeRolePolicyDocument: ofService,
        CreateDate: 'time',
        UpdateDate: 'time',
      },
    });
  });

  test('counts the tags of the role for who may see it', async () => {
    await newRole(server, 'seen', { Tag: '[{"Key":"stage","Value":"test"}]' });
    await newRole(server, 'unseen');
    const reader = await server.user('reader', {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'ram:GetRole',
          Resource: '*',
          Condition: { StringEquals: { 'acs:ResourceTag/stage': 'test' } },
        },
      ],
    });
    await answer(reader, 'GetRole', { RoleName: 'seen' });
    for (const RoleName of ['unseen', 'absent']) {
      expect((await reader.call('2015-05-01', 'GetRole', { RoleName })).status).toBe(403);
    }
  });

  test('refuses by name', async () => {
    await newRole(server, 'ours');
    await refused(server.root, 'GetRole', {}, missing('RoleName'));
    await refused(server.root, 'GetRole', { RoleName: 'nothing' }, noRole);
    await refused(server.root, 'GetRole', { RoleName: 'a b' }, invalidCharacters('RoleName'));
    await refused(server.otherAccount, 'GetRole', { RoleName: 'ours' }, noRole);
  });
});
