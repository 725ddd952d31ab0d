/** What a denied caller is told, and what not: the statement of his own policies that denied, nothing of what others have. */
import { describe, expect, test } from 'vitest';
import { makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { useTestServer } from '../use-test-server.js';

const RAM = '2015-05-01';
const KMS = '2016-01-20';
const CAS = '2020-06-30';

const server = useTestServer();

type Detail = Readonly<Record<string, string>>;
const detailOf = (body: Readonly<Record<string, unknown>>) => body.AccessDeniedDetail as Detail;
const diagnosisOf = ({ EncodedDiagnosticMessage = '' }: Detail): Record<string, unknown> =>
  withoutSealed(JSON.parse(Buffer.from(EncodedDiagnosticMessage, 'base64url').toString()) as Record<string, unknown>);
/** What DecodeDiagnosticMessage reads is another each time. */
const withoutSealed = ({ Sealed, ...diagnosis }: Record<string, unknown>) => {
  expect(Sealed).toMatch(/^[\w-]+$/);
  return diagnosis;
};
const any = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...Statement: object[]) => ({ Version: '1', Statement });

describe('a denied user is told', () => {
  test('which statement of which of his policies denied', async () => {
    const deny = { Sid: 'NobodyLists', Effect: 'Deny', Action: ['ram:List*', 'kms:List*'], Resource: '*' };
    const user = await server.user('explicit', policy(any, deny));
    const { status, body } = await user.call(RAM, 'ListUsers');
    expect([status, body.Code]).toEqual([403, 'NoPermission']);
    const detail = detailOf(body);
    expect(detail).toEqual({
      AuthAction: 'ram:ListUsers',
      AuthResource: `acs:ram:*:${server.accountId}:user/*`,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalOwnerId: server.accountId,
      AuthPrincipalDisplayName: expect.stringMatching(/^\d+$/),
      NoPermissionType: 'ExplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      EncodedDiagnosticMessage: expect.stringMatching(/^[\w-]+$/),
    });
    expect(diagnosisOf(detail)).toEqual({
      AuthAction: 'ram:ListUsers',
      AuthResource: detail.AuthResource,
      AuthPrincipal: {
        AuthPrincipalType: 'SubUser',
        AuthPrincipalOwnerId: server.accountId,
        AuthPrincipalDisplayName: detail.AuthPrincipalDisplayName,
      },
      ExplicitDeny: true,
      NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
      MatchedPolicies: [
        {
          Effect: 'Deny',
          PolicyIdentifier: 'explicit-policy',
          PolicyType: 'Custom',
          PolicyVersion: 'v1',
          Statement: 1,
          Sid: 'NobodyLists',
        },
      ],
    });
  });

  test('that no statement allowed, without a word about a condition that stood in the way', async () => {
    const elsewhere = { ...any, Condition: { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } } };
    const user = await server.user('implicit', policy(elsewhere));
    const { body } = await user.call(KMS, 'ListPolicies');
    const diagnosis = diagnosisOf(detailOf(body));
    expect(diagnosis).toMatchObject({ AuthAction: 'kms:ListPolicies', ExplicitDeny: false, MatchedPolicies: [] });
    expect(JSON.stringify([body, diagnosis])).not.toMatch(/SourceIp|192\.0\.2|implicit-policy/);
  });

  test('of several resources the one that was denied, by a statement before one that nothing allows', async () => {
    const onUser = `acs:ram:*:${server.accountId}:user/target`;
    const allowUser = { Effect: 'Allow', Action: 'ram:AttachPolicyToUser', Resource: onUser };
    const denySystem = { Effect: 'Deny', Action: 'ram:*', Resource: 'acs:ram:*:system:policy/*' };
    await server.root.call(RAM, 'CreateUser', { UserName: 'target' });
    const attach = { UserName: 'target', PolicyName: 'AliyunKMSFullAccess', PolicyType: 'System' };
    const half = await server.user('half', policy(allowUser));
    const lacking = detailOf((await half.call(RAM, 'AttachPolicyToUser', attach)).body);
    expect([lacking.AuthResource, diagnosisOf(lacking).MatchedPolicies]).toEqual([
      'acs:ram:*:system:policy/AliyunKMSFullAccess',
      [],
    ]);
    const barred = await server.user('barred', policy(denySystem));
    const forbidden = detailOf((await barred.call(RAM, 'AttachPolicyToUser', attach)).body);
    expect(forbidden.AuthResource).toBe('acs:ram:*:system:policy/AliyunKMSFullAccess');
    expect(diagnosisOf(forbidden)).toMatchObject({
      AuthResource: forbidden.AuthResource,
      MatchedPolicies: [{ PolicyIdentifier: 'barred-policy', Statement: 0 }],
    });
  });

  test('in XML the same as in JSON', async () => {
    const user = await server.user('in-xml', policy({ ...any, Effect: 'Deny', Sid: '<&>' }));
    const json = detailOf((await user.call(RAM, 'ListUsers')).body);
    const { text } = await user.call(RAM, 'ListUsers', {}, { signature: 'v1', format: 'XML' });
    const inXml = Object.fromEntries(
      [...text.matchAll(/<(Auth\w+|NoPermissionType|PolicyType|EncodedDiagnosticMessage)>([^<]*)</g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    // What is sealed is another text in each answer.
    expect({ ...inXml, EncodedDiagnosticMessage: '' }).toEqual({ ...json, EncodedDiagnosticMessage: '' });
    expect(diagnosisOf(inXml as Detail)).toEqual(diagnosisOf(json));
    expect(diagnosisOf(json)).toMatchObject({ MatchedPolicies: [{ Sid: '<&>' }] });
  });
});

test('what another account has is denied in the same words as what nobody has', async () => {
  const foreignUser = await server.otherAccount.call(RAM, 'CreateUser', { UserName: 'foreign' });
  expect(foreignUser.status).toBe(200);
  const foreign = await makeSub(server.otherAccount, await makeRoot(server.otherAccount), { ResourceGroupId: 'rg-x' });
  const inGroup = { StringEquals: { 'acs:ResourceGroupId': 'rg-x' } };
  const user = await server.user('curious', policy({ ...any, Effect: 'Deny', Condition: inGroup }));
  const issue = (ParentIdentifier: string) =>
    user.call(CAS, 'CreateClientCertificate', { ParentIdentifier, CommonName: 'alice' });
  const of = async (identifier: string) => {
    const { body, status } = await issue(identifier);
    const detail = detailOf(body);
    const { EncodedDiagnosticMessage: _, ...told } = detail;
    return [status, body.Code, body.Message, told, diagnosisOf(detail)];
  };
  expect(await of(foreign.Identifier)).toEqual(await of('1ed4068c-6f1b-6deb-8e32-3f8439a851cb'));
});
