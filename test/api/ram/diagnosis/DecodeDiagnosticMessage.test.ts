import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, refused } from '../calls.js';

const notSupported = error('NotSupport', 'The encoded diagnostic message is not supported.');
const expired = error('EncodedMessageExpire', 'The encoded diagnostic message has expired.');

describe('DecodeDiagnosticMessage', () => {
  let now = new Date();
  const server = useTestServer({ now: () => now });

  const denial = async (client = server.root) => {
    const { body } = await client.call('2015-05-01', 'ListUsers', {}, { date: now });
    const { EncodedDiagnosticMessage } = body.AccessDeniedDetail as Record<string, string>;
    return { EncodedDiagnosticMessage: EncodedDiagnosticMessage ?? '' };
  };
  const policy = (...Statement: object[]) => ({ Version: '1', Statement });

  test('reads who was denied what, from where, and by which policy', async () => {
    const user = await server.user('denied', policy({ Effect: 'Deny', Action: 'ram:List*', Resource: '*' }));
    const { DecodedDiagnosticMessage } = await answer(server.root, 'DecodeDiagnosticMessage', await denial(user));
    expect(DecodedDiagnosticMessage).toEqual({
      AuthAction: 'ram:ListUsers',
      AuthResource: `acs:ram:*:${server.accountId}:user/*`,
      AuthPrincipal: {
        AuthPrincipalType: 'SubUser',
        AuthPrincipalOwnerId: server.accountId,
        AuthPrincipalDisplayName: expect.stringMatching(/^\d{18}$/),
      },
      AuthConditions: [
        { ConditionKey: 'acs:CurrentTime', ConditionValues: [expect.any(String)] },
        { ConditionKey: 'acs:SecureTransport', ConditionValues: ['false'] },
        { ConditionKey: 'acs:SourceIp', ConditionValues: ['127.0.0.1'] },
        { ConditionKey: 'acs:PrincipalARN', ConditionValues: [`acs:ram::${server.accountId}:user/denied`] },
        { ConditionKey: 'acs:MFAPresent', ConditionValues: ['false'] },
      ],
      ExplicitDeny: true,
      NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
      Explanation: `Statement 0 of the custom policy denied-policy (v1) attached to user denied denies ram:ListUsers on acs:ram:*:${server.accountId}:user/*.`,
      MatchedPolicies: [
        {
          PolicyIdentifier: 'denied-policy',
          PolicyType: 'Custom',
          PolicyVersion: 'v1',
          Effect: 'Deny',
          AttachedEntityType: 'RamUser',
          AttachedScope: 'Account',
        },
      ],
    });
  });

  test('tells which condition stood in the way, in the words of ExplainAccess and to who may read it alone', async () => {
    const elsewhere = { IpAddress: { 'acs:SourceIp': '198.51.100.0/24' } };
    const user = await server.user(
      'elsewhere',
      policy({ Effect: 'Allow', Action: 'ram:ListUsers', Resource: '*', Condition: elsewhere }),
    );
    const message = await denial(user);
    const decoded = await answer(server.root, 'DecodeDiagnosticMessage', message);
    expect(decoded).toMatchObject({ DecodedDiagnosticMessage: { ExplicitDeny: false, MatchedPolicies: [] } });
    const { Explanation } = decoded.DecodedDiagnosticMessage as { readonly Explanation: string };
    expect(Explanation).toContain(
      'but for a condition, statement 0 of elsewhere-policy (IpAddress on acs:SourceIp) would',
    );
    expect(Buffer.from(message.EncodedDiagnosticMessage, 'base64url').toString()).not.toContain('SourceIp');
    const asked = {
      UserName: 'elsewhere',
      AuthAction: 'ram:ListUsers',
      AuthResource: `acs:ram:*:${server.accountId}:user/*`,
      AuthConditions: [{ ConditionKey: 'acs:SourceIp', ConditionValues: ['127.0.0.1'] }],
    };
    const explained = await server.root.call('2026-11-30', 'ExplainAccess', asked, { date: now });
    expect(explained.body.Explanation).toBe(Explanation);
  });

  test('tells nothing of what the policy of a role of another account says', async () => {
    const user = await server.user('assuming', policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }));
    const trust = policy({
      Sid: 'Partners',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { RAM: `acs:ram::${server.otherAccountId}:root` },
    });
    const role = { RoleName: 'theirs', AssumeRolePolicyDocument: JSON.stringify(trust) };
    expect((await server.otherAccount.call('2015-05-01', 'CreateRole', role, { date: now })).status).toBe(200);
    const explained = async (name: string) => {
      const RoleArn = `acs:ram::${server.otherAccountId}:role/${name}`;
      const { body } = await user.call('2015-04-01', 'AssumeRole', { RoleArn, RoleSessionName: 's1' }, { date: now });
      const { EncodedDiagnosticMessage = '' } = body.AccessDeniedDetail as Record<string, string>;
      const decoded = await answer(server.root, 'DecodeDiagnosticMessage', { EncodedDiagnosticMessage });
      return JSON.stringify(decoded.DecodedDiagnosticMessage).replaceAll(name, 'it');
    };
    const withoutTime = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'now');
    expect(withoutTime(await explained('theirs'))).toBe(withoutTime(await explained('absent')));
  });

  test('only for principals of the account who may, within an hour, and only what this server wrote', async () => {
    const user = await server.user('asker');
    const message = await denial(user);
    const { status, body } = await user.call('2015-05-01', 'DecodeDiagnosticMessage', message);
    expect([status, body.Code]).toEqual([403, 'NoPermission']);
    await refused(server.otherAccount, 'DecodeDiagnosticMessage', message, notSupported);

    const readable = JSON.parse(Buffer.from(message.EncodedDiagnosticMessage, 'base64url').toString()) as {
      Sealed: string;
    };
    const encoded = (value: unknown) => ({
      EncodedDiagnosticMessage: Buffer.from(JSON.stringify(value)).toString('base64url'),
    });
    for (const made of [
      { EncodedDiagnosticMessage: 'AQEAAAA' },
      encoded({ ...readable, Sealed: undefined }),
      encoded({ ...readable, Sealed: `B${readable.Sealed.slice(1)}` }),
      encoded(null),
    ]) {
      await refused(server.root, 'DecodeDiagnosticMessage', made, notSupported);
    }
    // What anybody can write beside the sealed part is not believed.
    const forged = await answer(
      server.root,
      'DecodeDiagnosticMessage',
      encoded({ ...readable, AuthAction: 'kms:Decrypt' }),
    );
    expect(forged).toMatchObject({ DecodedDiagnosticMessage: { AuthAction: 'ram:ListUsers' } });
    await refused(server.root, 'DecodeDiagnosticMessage', {}, missing('EncodedDiagnosticMessage'));

    now = new Date(now.getTime() + 3_600_000);
    const reply = await server.root.call('2015-05-01', 'DecodeDiagnosticMessage', message, { date: now });
    expect([reply.status, reply.body.Code]).toEqual([expired.status, expired.body.Code]);
  });
});
