import { describe, expect, test } from 'vitest';
import { sts } from '../../../src/api/sts/product.js';
import { productCalls } from '../../product-calls.js';
import type { CallOptions, SignedClient } from '../../signed-client.js';
import { useTestServer } from '../../use-test-server.js';

const { callOk } = productCalls(sts);

describe('GetCallerIdentity', () => {
  const server = useTestServer();

  const identity = (client: SignedClient, options: CallOptions = {}) =>
    callOk(client, 'GetCallerIdentity', {}, options);

  test('tells an account who it is', async () => {
    const { accountId } = server;
    const root = {
      IdentityType: 'Account',
      AccountId: accountId,
      PrincipalId: accountId,
      UserId: accountId,
      Arn: `acs:ram::${accountId}:root`,
    };
    expect(await identity(server.root)).toEqual(root);
    expect(await identity(server.root, { signature: 'v1', method: 'GET' })).toEqual(root);
    expect(await identity(server.root, { signature: 'v3-sm3' })).toEqual(root);
    expect(await identity(server.otherAccount)).toMatchObject({ AccountId: server.otherAccountId });
  });

  test('tells a user who it is, without any permission', async () => {
    const user = await server.user('Alice');
    const { User } = (await server.root.call('2015-05-01', 'GetUser', { UserName: 'alice' })).body;
    const { UserId } = User as { UserId: string };
    expect(await identity(user)).toEqual({
      IdentityType: 'RAMUser',
      AccountId: server.accountId,
      PrincipalId: UserId,
      UserId,
      Arn: `acs:ram::${server.accountId}:user/Alice`,
    });
  });

  test('needs a key that is known, active and not in need of a token', async () => {
    const call = async (AccessKeyId: string, AccessKeySecret: string, securityToken?: string) => {
      const client = server.client({ AccessKeyId, AccessKeySecret }, securityToken);
      const { status, body } = await client.call('2015-04-01', 'GetCallerIdentity');
      return [status, body.Code];
    };
    const { AccessKeyId, AccessKeySecret } = server.rootAccessKey;
    expect(await call('LTAI0000000000000000nobody', 'x')).toEqual([404, 'InvalidAccessKeyId.NotFound']);
    expect(await call(AccessKeyId, 'x'.repeat(30))).toEqual([400, 'SignatureDoesNotMatch']);
    expect(await call('STS.NUgYrLnoC37mZZCNnAbez', 'x')).toEqual([400, 'MissingSecurityToken']);
    expect(await call(AccessKeyId, AccessKeySecret, 'token')).toEqual([
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ]);
  });

  test('leaves an audit record that says who asked', async () => {
    const records = (await server.auditText()).split('\n').filter(line => line.includes('"GetCallerIdentity"'));
    expect(records.some(line => line.includes(`acs:ram::${server.accountId}:user/Alice`))).toBe(true);
    expect(records.some(line => line.includes(`acs:ram::${server.otherAccountId}:root`))).toBe(true);
  });
});
