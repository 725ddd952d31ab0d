/** What ExplainAccess says is what calls are answered with: of users, roles and client keys, on keys, secrets and roles, of the own account and of others. */
import { beforeAll, describe, expect, test } from 'vitest';
import { chancery } from '../../../src/api/chancery/product.js';
import { productCalls } from '../../product-calls.js';
import type { SignedClient } from '../../signed-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kms, kmsOk } from '../kms/kms-calls.js';
import { everybody, policyOf, statement, user } from '../kms/policies/policy-calls.js';
import { makeSecret } from '../kms/secrets/secret-calls.js';
import { answer as ram } from '../ram/calls.js';
import { assume, makeRole, trusting } from '../sts/roles.js';

const { call, callOk, error } = productCalls(chancery);
const server = useTestServer();

const keyArn = (id: string) => `acs:kms:cn-hangzhou:${server.accountId}:key/${id}`;
const secretArn = (name: string) => `acs:kms:cn-hangzhou:${server.accountId}:secret/${name}`;
const document = (...Statement: object[]) => ({ Version: '1', Statement });
const explain = (parameters: object, client: SignedClient = server.root) =>
  callOk(client, 'ExplainAccess', { ...parameters });
const refusal = (parameters: object) => call(server.root, 'ExplainAccess', { ...parameters });
const allowed = async (parameters: object, client?: SignedClient) => (await explain(parameters, client)).Allowed;

test('says which statement decides, what every other one is about, and what a condition lacks', async () => {
  await server.user(
    'office',
    document(
      {
        Sid: 'Office',
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
        Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } },
      },
      { Effect: 'Deny', Action: 'kms:Decrypt', Resource: 'acs:kms:*:*:key/none' },
      { Effect: 'Allow', Action: 'ram:GetUser', Resource: '*' },
    ),
  );
  const place = {
    PolicyIdentifier: 'office-policy',
    PolicyType: 'Custom',
    PolicyVersion: 'v1',
    AttachedTo: 'user office',
  };
  const first = { ...place, Statement: 0, Sid: 'Office', Effect: 'Allow' };
  const second = { ...place, Statement: 1, Effect: 'Deny', Bearing: 'other-resource' };
  const asked = { UserName: 'OFFICE', AuthAction: 'kms:Decrypt' };
  const from = (...ConditionValues: string[]) => ({
    ...asked,
    AuthConditions: [{ ConditionKey: 'acs:SourceIp', ConditionValues }],
  });
  const unmet = { Operator: 'IpAddress', ConditionKey: 'acs:SourceIp' };
  expect(await explain(asked)).toEqual({
    Allowed: false,
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    Explanation:
      'No statement allows kms:Decrypt on *; considered were the custom policy office-policy (v1) attached to user office, the system policy SecurityPreference (v1) attached to user office; but for a condition, statement 0 of office-policy (IpAddress on acs:SourceIp) would.',
    Statements: [{ ...first, Bearing: 'condition', UnmetCondition: { ...unmet, ConditionValues: [] } }, second],
    OtherStatements: 2,
  });
  expect((await explain(from('192.0.2.7'))).Statements).toEqual([
    { ...first, Bearing: 'condition', UnmetCondition: { ...unmet, ConditionValues: ['192.0.2.7'] } },
    second,
  ]);
  expect(await explain(from('10.1.2.3'))).toEqual({
    Allowed: true,
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    Explanation: 'Statement 0 of the custom policy office-policy (v1) attached to user office allows kms:Decrypt on *.',
    DecidedBy: first,
    Statements: [{ ...first, Bearing: 'counts' }, second],
    OtherStatements: 2,
  });
});

test('needs a permission of its own, which full access to RAM and KMS does not have', async () => {
  const asked = { UserName: 'office', AuthAction: 'kms:Decrypt' };
  const asks = async (name: string, ...actions: string[]) => {
    const client = await server.user(name, document({ Effect: 'Allow', Action: actions, Resource: '*' }));
    return (await client.call(chancery.version, 'ExplainAccess', asked)).status;
  };
  expect(await asks('administrator', 'ram:*', 'kms:*')).toBe(403);
  expect(await asks('auditor', 'chancery:ExplainAccess')).toBe(200);
  expect(await call(server.otherAccount, 'ExplainAccess', asked)).toEqual(
    error('EntityNotExist.User', 'The user does not exist.', 404),
  );
});

test('looks at policies as if they were attached, and changes nothing', async () => {
  await server.user('nobody');
  const asked = { UserName: 'nobody', AuthAction: 'kms:ListKeys' };
  const may = JSON.stringify(document({ Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' }));
  expect(await allowed(asked)).toBe(false);
  expect(await explain({ ...asked, SimulatedPolicies: [may] })).toMatchObject({
    Allowed: true,
    DecidedBy: { PolicyIdentifier: 'simulated-1', AttachedTo: 'user nobody, if it were attached' },
  });
  expect(await allowed(asked)).toBe(false);

  await makeRole(server.root, 'lister', { trust: trusting(everybody(server.accountId)), allowed: ['kms:ListKeys'] });
  const role = { RoleName: 'lister', AuthAction: 'kms:ListKeys' };
  expect(await allowed(role)).toBe(true);
  const narrow = JSON.stringify(document({ Effect: 'Allow', Action: 'kms:DescribeKey', Resource: '*' }));
  expect(await explain({ ...role, SessionPolicy: narrow })).toMatchObject({
    Allowed: false,
    PolicyType: 'SessionPolicy',
  });
});

test('what cannot be asked is refused by name', async () => {
  const asked = { AuthAction: 'kms:ListKeys' };
  const one = 'Give one of "UserName", "RoleName" and "ClientKeyId": the one who would call.';
  expect(await refusal(asked)).toEqual(error('InvalidParameter.Principal', one));
  expect(await refusal({ ...asked, UserName: 'office', RoleName: 'lister' })).toEqual(
    error('InvalidParameter.Principal', one),
  );
  expect(await refusal({ ...asked, UserName: 'gone' })).toMatchObject({ body: { Code: 'EntityNotExist.User' } });
  expect(await refusal({ ...asked, RoleName: 'gone' })).toMatchObject({ body: { Code: 'EntityNotExist.Role' } });
  expect(await refusal({ ...asked, ClientKeyId: 'KAAP.gone' })).toMatchObject({
    status: 404,
    body: { Code: 'EntityNotExist.ClientKey' },
  });
  expect(await refusal({ ...asked, UserName: 'office', SimulatedPolicies: ['{}'] })).toMatchObject({
    status: 400,
    body: { Code: 'MalformedPolicyDocument', Message: expect.stringContaining('Version') },
  });
  expect(await refusal({ ...asked, UserName: 'office', SessionPolicy: '{}' })).toMatchObject({
    body: { Code: 'InvalidParameter.Policies' },
  });
  expect(await refusal({ ...asked, UserName: 'office', KmsInstanceId: 'kst-1' })).toMatchObject({
    body: { Code: 'InvalidParameter.KmsInstanceId' },
  });
});

describe('keys and secrets', () => {
  const things = [
    ['key', async (Policy: string) => keyArn((await makeKey(server.root, { Policy })).KeyId), 'kms:Encrypt'],
    ['secret', async (Policy: string) => secretArn(await makeSecret(server.root, { Policy })), 'kms:GetSecretValue'],
  ] as const;
  const use = async (client: SignedClient, arn: string) =>
    (arn.includes(':key/')
      ? await kms(client, 'Encrypt', { KeyId: arn, Plaintext: 'p' })
      : await kms(client, 'GetSecretValue', { SecretName: arn })
    ).status === 200;
  const callers: Record<string, SignedClient> = {};
  beforeAll(async () => {
    callers.without = await server.user('without');
    callers.with = await server.user('with', document({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }));
    callers.theirs = await userOfOther('theirs', 'kms:*');
    callers.bound = await userOfOther('bound', 'kms:DescribeKey');
  });
  const userOfOther = async (UserName: string, Action: string) => {
    await ram(server.otherAccount, 'CreateUser', { UserName });
    const PolicyDocument = JSON.stringify(document({ Effect: 'Allow', Action, Resource: '*' }));
    await ram(server.otherAccount, 'CreatePolicy', { PolicyName: UserName, PolicyDocument });
    await ram(server.otherAccount, 'AttachPolicyToUser', { UserName, PolicyType: 'Custom', PolicyName: UserName });
    const { AccessKey } = await ram(server.otherAccount, 'CreateAccessKey', { UserName });
    return server.client(AccessKey as { AccessKeyId: string; AccessKeySecret: string });
  };

  const own = () => server.accountId;
  const other = () => server.otherAccountId;
  const policies: readonly [title: string, statements: () => object[]][] = [
    ['names the whole account', () => [statement(everybody(own()))]],
    ['names one user', () => [statement(everybody(own())), statement(user(own(), 'without'))]],
    ['denies one user', () => [statement(everybody(own())), statement(user(own(), 'with'), { Effect: 'Deny' })]],
    [
      'is about another action',
      () => [statement(everybody(own())), statement(user(own(), 'without'), { Action: 'kms:List*' })],
    ],
    ['names the other account', () => [statement([everybody(own()), everybody(other())])]],
    ['names a user of the other account', () => [statement(everybody(own())), statement(user(other(), 'theirs'))]],
    [
      'has a condition that holds for nobody',
      () => [
        statement(everybody(own())),
        statement(user(other(), 'theirs'), { Condition: { StringEquals: { 'kms:tag/team': 'red' } } }),
      ],
    ],
  ];

  describe.each(things)('a %s', (kind, make, AuthAction) => {
    test.each(policies)('whose policy %s: the explanation says what calls get', async (_title, statements) => {
      const arn = await make(policyOf(...statements()));
      for (const [UserName, client] of Object.entries(callers)) {
        const isOthers = UserName === 'theirs' || UserName === 'bound';
        const asker = isOthers ? server.otherAccount : server.root;
        const said = await explain({ UserName, AuthAction, AuthResource: arn }, asker);
        expect([UserName, said.Allowed, said.Explanation]).toEqual([
          UserName,
          await use(client, arn),
          expect.any(String),
        ]);
        // What the policy says is its owner's.
        if (isOthers) expect(JSON.stringify(said)).not.toMatch(new RegExp(`policy of the ${kind}|"red"`));
        else expect(JSON.stringify(said.Statements)).toContain(`policy of the ${kind}`);
      }
    });

    test('that is not shared is told of as one that is not there', async () => {
      const arn = await make(policyOf(statement(everybody(own()))));
      const absent = arn.replace(/[^/]+$/, 'key-hzz000000000000000000');
      const told = async (AuthResource: string) =>
        JSON.stringify(await explain({ UserName: 'theirs', AuthAction, AuthResource }, server.otherAccount)).replaceAll(
          AuthResource,
          'it',
        );
      expect(await told(arn)).toBe(await told(absent));
    });
  });

  test('an allow for the whole account is told as what it is', async () => {
    const { KeyId } = await makeKey(server.root, { Policy: policyOf(statement(everybody(own()))) });
    const { Statements } = await explain({
      UserName: 'without',
      AuthAction: 'kms:Encrypt',
      AuthResource: keyArn(KeyId),
    });
    expect(Statements).toMatchObject([{ PolicyIdentifier: 'policy of the key', Bearing: 'whole-account' }]);
  });

  test('what is offered on things of the own account alone is never allowed on those of others', async () => {
    const { KeyId } = await makeKey(server.root, {
      Policy: policyOf(statement([everybody(own()), everybody(other())])),
    });
    const asked = { UserName: 'theirs', AuthResource: keyArn(KeyId) };
    expect(await allowed({ ...asked, AuthAction: 'kms:ScheduleKeyDeletion' }, server.otherAccount)).toBe(false);
    expect(await allowed({ ...asked, AuthAction: 'kms:encrypt' }, server.otherAccount)).toBe(true);
    expect(
      await allowed(
        {
          UserName: 'theirs',
          AuthAction: 'ram:GetUser',
          AuthResource: `acs:ram:*:${own()}:user/with`,
          SimulatedPolicies: [JSON.stringify(document({ Effect: 'Allow', Action: '*', Resource: '*' }))],
        },
        server.otherAccount,
      ),
    ).toBe(false);
  });

  test('tags of a key count, and are told to its own account alone', async () => {
    const { KeyId } = await makeKey(server.root, {
      Policy: policyOf(statement([everybody(own()), everybody(other())])),
    });
    await kmsOk(server.root, 'TagResource', { KeyId, Tags: '[{"TagKey":"team","TagValue":"red"}]' });
    const wants = (team: string) => [
      JSON.stringify(
        document({
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { StringNotEquals: { 'acs:ResourceTag/team': team } },
        }),
      ),
    ];
    const asked = { AuthAction: 'kms:Encrypt', AuthResource: keyArn(KeyId) };
    for (const [UserName, asker] of [
      ['with', server.root],
      ['theirs', server.otherAccount],
    ] as const) {
      expect(await allowed({ ...asked, UserName, SimulatedPolicies: wants('red') }, asker)).toBe(true);
      expect(await allowed({ ...asked, UserName, SimulatedPolicies: wants('blue') }, asker)).toBe(false);
      expect(
        JSON.stringify(await explain({ ...asked, UserName, SimulatedPolicies: wants('red') }, asker)).includes('"red"'),
      ).toBe(UserName === 'with');
    }
  });

  test('roles of other accounts are assumed where both sides allow it, and what their trust policy says is not told', async () => {
    const trust = trusting(user(other(), 'theirs'));
    const RoleArn = await makeRole(server.root, 'shared', { trust });
    const AuthResource = RoleArn.replace('acs:ram::', 'acs:ram:*:');
    const SimulatedPolicies = [JSON.stringify(document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }))];
    const asked = { AuthAction: 'sts:AssumeRole', AuthResource, SimulatedPolicies };
    expect(await allowed({ ...asked, UserName: 'theirs', SimulatedPolicies: [] }, server.otherAccount)).toBe(false);
    const said = await explain({ ...asked, UserName: 'theirs' }, server.otherAccount);
    expect(said).toMatchObject({ Allowed: true, PolicyType: 'AssumeRolePolicy' });
    const told = async (resource: string) =>
      JSON.stringify(
        await explain({ ...asked, UserName: 'bound', AuthResource: resource }, server.otherAccount),
      ).replaceAll(resource, 'it');
    expect(await told(AuthResource)).toBe(await told(`${AuthResource}-absent`));
    for (const text of [JSON.stringify(said), await told(AuthResource)]) expect(text).not.toContain('trust policy of');
    await ram(server.otherAccount, 'AttachPolicyToUser', {
      UserName: 'theirs',
      PolicyType: 'System',
      PolicyName: 'AliyunSTSAssumeRoleAccess',
    });
    await assume(server, callers.theirs as SignedClient, RoleArn);
  });
});

test('client keys: the policies of the access point, with scope, resource, network and time', async () => {
  const gateway = { KmsInstance: 'shared', Permissions: '["RbacPermission/Template/SecretUser"]' };
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'net', Type: 'Private', SourcePrivateIp: '["10.0.0.0/8"]' });
  await kmsOk(server.root, 'CreatePolicy', {
    Name: 'reads',
    ...gateway,
    Resources: '["secret/shop-*"]',
    AccessControlRules: '{"NetworkRules":["net"]}',
  });
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'shop', Policies: '["reads"]' });
  const { ClientKeyId } = await kmsOk(server.root, 'CreateClientKey', { AapName: 'shop', Password: 'aap-Passw0rd' });
  const asked = {
    ClientKeyId,
    AuthAction: 'kms:GetSecretValue',
    AuthResource: secretArn('shop-db'),
    AuthConditions: [{ ConditionKey: 'acs:SourceIp', ConditionValues: ['10.1.2.3'] }],
  };
  expect(await explain(asked)).toEqual({
    Allowed: true,
    Explanation: 'Access point shop: allowed by policy reads.',
    Statements: [],
    OtherStatements: 0,
  });
  const why = async (more: object) => (await explain({ ...asked, ...more })).Explanation;
  expect(await why({ AuthResource: secretArn('other') })).toBe(
    'Access point shop: policy reads does not name secret/other.',
  );
  expect(await why({ AuthConditions: [] })).toBe(
    'Access point shop: policy reads has no network rule for the source address.',
  );
  expect(await why({ KmsInstanceId: 'kst-1' })).toBe('Access point shop: policy reads is for the gateway shared.');
  expect(await why({ AuthAction: 'kms:Decrypt', AuthResource: keyArn('k') })).toContain('but through an instance');
  expect(await why({ AuthResource: secretArn('shop-db').replace(server.accountId, server.otherAccountId) })).toContain(
    'of their account alone',
  );
  expect(await refusal({ ...asked, SimulatedPolicies: ['{}'] })).toMatchObject({
    body: { Code: 'InvalidParameter.Policies' },
  });
  expect(await call(server.otherAccount, 'ExplainAccess', asked)).toMatchObject({
    body: { Code: 'EntityNotExist.ClientKey' },
  });
});
