/** `chancery access explain` on the database of a server: what it says is what calls are answered with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explain } from '../../src/commands/explain-access.js';
import type { AskedAccess } from '../../src/explanations/asked-access.js';
import { mainAccountName } from '../../src/identity/accounts/accounts.js';
import { answer } from '../api/ram/calls.js';
import { useTestServer } from '../use-test-server.js';

const folder = mkdtempSync(join(tmpdir(), 'chancery-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('chancery access explain', () => {
  const server = useTestServer();
  const policy = (...Statement: object[]) => ({ Version: '1', Statement });
  const told = (asked: Partial<AskedAccess> & Pick<AskedAccess, 'name' | 'action'>, account = mainAccountName) =>
    explain(
      { data: server.data, account, resource: '*', context: [], policy: [] },
      { kind: 'user', resource: '*', context: {}, simulated: [], ...asked },
    );
  const user = (name: string) => `acs:ram:*:${server.accountId}:user/${name}`;

  test('says which statement allows and which denies, as the calls are answered', async () => {
    const alice = await server.user(
      'Alice',
      policy(
        { Sid: 'Reads', Effect: 'Allow', Action: 'ram:Get*', Resource: '*' },
        { Effect: 'Deny', Action: 'ram:GetUser', Resource: user('bob') },
      ),
    );
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
    expect(await told({ name: 'alice', action: 'ram:GetUser', resource: user('Alice') })).toBe(
      [
        `ALLOWED: user alice, ram:GetUser on ${user('Alice')}`,
        `Statement 0 of the custom policy Alice-policy (v1) attached to user Alice allows ram:GetUser on ${user('Alice')}.`,
        '  Alice-policy (v1) of user Alice, statement 0 "Reads"  Allow  counts',
        '  Alice-policy (v1) of user Alice, statement 1  Deny  is about other resources',
        '  1 more statement is about other actions',
        '',
      ].join('\n'),
    );
    expect(await told({ name: 'alice', action: 'ram:GetUser', resource: user('bob') })).toContain(
      `DENIED: user alice, ram:GetUser on ${user('bob')}\nStatement 1 of the custom policy`,
    );
    const status = async (UserName: string) => (await alice.call('2015-05-01', 'GetUser', { UserName })).status;
    expect([await status('Alice'), await status('bob')]).toEqual([200, 403]);
  });

  test('says which condition kept which allow from counting, and what the call has for its key', async () => {
    await server.user(
      'office',
      policy({
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
        Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } },
      }),
    );
    const asked = { name: 'office', action: 'kms:ListKeys' };
    expect(await told(asked)).toContain(
      'Allow  does not count: IpAddress on acs:SourceIp, for which the call has nothing',
    );
    const from = (address: string) => told({ ...asked, context: { 'acs:SourceIp': [address] } });
    expect(await from('192.0.2.7')).toContain('for which the call has 192.0.2.7');
    expect(await from('10.1.2.3')).toMatch(/^ALLOWED/);
    expect(await told({ ...asked, context: { 'acs:CurrentTime': ['2020-01-01T00:00:00Z'] } })).toMatch(/^DENIED/);
  });

  test('looks at policies as if they were attached, and at what narrows a session', async () => {
    await server.user('nobody');
    const allow = JSON.stringify(policy({ Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' }));
    const asked = { name: 'nobody', action: 'kms:ListKeys' };
    expect(await told(asked)).toMatch(/^DENIED/);
    expect(await told({ ...asked, simulated: [allow] })).toContain(
      'custom policy simulated-1 (v1) attached to user nobody, if it were attached allows kms:ListKeys',
    );
    expect(await told(asked)).toMatch(/^DENIED/);

    const trust = policy({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { RAM: `acs:ram::${server.accountId}:user/nobody` },
    });
    await answer(server.root, 'CreateRole', { RoleName: 'deploy', AssumeRolePolicyDocument: JSON.stringify(trust) });
    await answer(server.root, 'AttachPolicyToRole', {
      RoleName: 'deploy',
      PolicyType: 'System',
      PolicyName: 'AliyunKMSReadOnlyAccess',
    });
    const session = { kind: 'role', name: 'deploy', action: 'kms:ListKeys' } as const;
    expect(await told(session)).toMatch(/^ALLOWED/);
    const narrow = JSON.stringify(policy({ Effect: 'Allow', Action: 'kms:DescribeKey', Resource: '*' }));
    expect(await told({ ...session, sessionPolicy: narrow })).toMatch(/^DENIED/);

    const role = `acs:ram:*:${server.accountId}:role/deploy`;
    const assume = { name: 'nobody', action: 'sts:AssumeRole', resource: role };
    expect(await told(assume)).toMatch(/^DENIED/);
    const may = JSON.stringify(policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role }));
    expect(await told({ ...assume, simulated: [may] })).toMatch(
      /^ALLOWED[\s\S]*trust policy of role deploy, statement 0 {2}Allow {2}counts/,
    );
    expect(await told({ ...assume, name: 'office', simulated: [may] })).toContain('names other principals');
  });

  test('asks the policies of keys too, and tells the administrator what those of other accounts say', async () => {
    const kms = async (client: typeof server.root, action: string, parameters: object) =>
      (await client.call('2016-01-20', action, { ...parameters })).body;
    const statement = (RAM: string, more: object) => ({
      Effect: 'Allow',
      Principal: { RAM: [RAM] },
      Action: ['kms:*'],
      Resource: ['*'],
      ...more,
    });
    const Policy = JSON.stringify(
      policy(
        statement(`acs:ram::${server.otherAccountId}:*`, {}),
        statement(`acs:ram::${server.accountId}:user/nobody`, { Sid: 'Guests', Action: ['kms:Decrypt'] }),
      ),
    );
    const { KeyMetadata } = await kms(server.otherAccount, 'CreateKey', { Policy });
    const resource = (KeyMetadata as { readonly Arn: string }).Arn;
    const asked = { name: 'nobody', action: 'kms:Decrypt', resource };
    const may = JSON.stringify(policy({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }));
    expect(await told(asked)).toContain('policy of the key, statement 1 "Guests"  Allow  counts');
    expect(await told(asked)).toMatch(/^DENIED/);
    expect(await told({ ...asked, simulated: [may] })).toMatch(/^ALLOWED/);
    expect(await told({ ...asked, action: 'kms:Encrypt', simulated: [may] })).toMatch(
      /^DENIED[\s\S]*Another account does not share anything for kms:Encrypt/,
    );
    await expect(told({ kind: 'client-key', name: 'KAAP.gone', action: 'kms:GetSecretValue' })).rejects.toThrow(
      'has no client key "KAAP.gone"',
    );
  });

  test('says in a sentence what cannot be explained', async () => {
    await expect(told({ name: 'gone', action: 'kms:ListKeys' })).rejects.toThrow('The account has no user "gone".');
    await expect(told({ kind: 'role', name: 'gone', action: 'kms:ListKeys' })).rejects.toThrow('has no role "gone"');
    await expect(told({ name: 'nobody', action: 'kms:ListKeys' }, 'other')).rejects.toThrow('no account "other"');
    writeFileSync(join(folder, 'policy.json'), '{}');
    await expect(told({ name: 'nobody', action: 'kms:ListKeys', simulated: ['{}'] })).rejects.toThrow(
      'is malformed: Version',
    );
  });
});
