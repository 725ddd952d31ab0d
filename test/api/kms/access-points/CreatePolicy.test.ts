import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, exists, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

const RULES = '{"NetworkRules":["networkrule_test"]}, or AccessControlRules.NetworkRules.1=…';
const KEY_USER = 'RbacPermission/Template/CryptoServiceKeyUser';
const SECRET_USER = 'RbacPermission/Template/CryptoServiceSecretUser';
const minimal = { Permissions: JSON.stringify([KEY_USER]), Resources: '["key/*"]' };

const create = (parameters: object, client = server.root) =>
  kms(client, 'CreatePolicy', parameters as Record<string, unknown>);

test('a policy is created and told back, lists as compact JSON, network rules to the letter', async () => {
  const answer = await create({
    Name: 'full',
    KmsInstance: 'kst-hzz634e67d126u9p90001',
    Permissions: `["${SECRET_USER}", "${SECRET_USER}"]`,
    Resources: '[ "secret/acs/ram/user/ram-secret", "secret/rds-ibm*", "secret/*", "key/a*" ]',
    AccessControlRules: '{ "NetworkRules" : ["no-such-rule", "alicloud_kms_network_rule.r1.network_rule_name"] }',
    Description: 'policy description',
  });
  expect(answer).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:policy/full`,
      Name: 'full',
      KmsInstance: 'kst-hzz634e67d126u9p90001',
      Permissions: `["${SECRET_USER}","${SECRET_USER}"]`,
      Resources: '["secret/acs/ram/user/ram-secret","secret/rds-ibm*","secret/*","key/a*"]',
      AccessControlRules: '{ "NetworkRules" : ["no-such-rule", "alicloud_kms_network_rule.r1.network_rule_name"] }',
      Description: 'policy description',
    }),
  );
});

test('scope, network rules and description may be left out; the scope is then the shared gateway', async () => {
  expect(await create({ Name: 'minimal', ...minimal })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:policy/minimal`,
      Name: 'minimal',
      KmsInstance: 'shared',
      ...minimal,
      Description: '',
    }),
  );
});

test('the limits themselves are allowed', async () => {
  const Resources = JSON.stringify(Array.from({ length: 30 }, (_, i) => `secret/${'s'.repeat(190)}${i}`));
  const AccessControlRules = JSON.stringify({ NetworkRules: Array.from({ length: 40 }, (_, i) => `rule${i}`) });
  const Permissions = JSON.stringify([KEY_USER, 'RbacPermission/Template/SecretUser']);
  const parameters = { Name: 'limits', Permissions, Resources, AccessControlRules };
  expect(await kms(server.root, 'CreatePolicy', parameters, { place: 'form' })).toMatchObject({
    status: 200,
    body: { Permissions, Resources, AccessControlRules },
  });
});

test.each([
  ['no name', { ...minimal }, missing('Name')],
  ['no permissions', { Name: 'x', Resources: '["key/*"]' }, missing('Permissions')],
  ['no resources', { Name: 'x', Permissions: `["${KEY_USER}"]` }, missing('Resources')],
  ['an empty list of permissions', { Permissions: '[]' }, invalid('Permissions', 'must have at least 1 entries')],
  [
    'three permissions',
    { Permissions: JSON.stringify([KEY_USER, KEY_USER, KEY_USER]) },
    invalid('Permissions', 'must have at most 2 entries'),
  ],
  [
    'an unknown permission',
    { Permissions: '["RbacPermission/Template/Admin"]' },
    invalid(
      'Permissions.1',
      `must be one of ${KEY_USER}, ${SECRET_USER}, RbacPermission/Template/SecretUser (at [0] in the JSON)`,
    ),
  ],
  [
    'permissions that are no JSON',
    { Permissions: KEY_USER },
    invalid('Permissions', `must be JSON such as ["${KEY_USER}","${SECRET_USER}"], or Permissions.1=…`),
  ],
  ['an empty list of resources', { Resources: '[]' }, invalid('Resources', 'must have at least 1 entries')],
  [
    '31 resources',
    { Resources: JSON.stringify(Array.from({ length: 31 }, (_, i) => `key/${i}`)) },
    invalid('Resources', 'must have at most 30 entries'),
  ],
  [
    'a bare key id',
    { Resources: '["key-1"]' },
    invalid('Resources.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  [
    'a star inside',
    { Resources: '["key/*a"]' },
    invalid('Resources.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  [
    'a resource without id',
    { Resources: '["key/"]' },
    invalid('Resources.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  [
    'another kind of resource',
    { Resources: '["alias/a"]' },
    invalid('Resources.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  [
    '41 network rules',
    { AccessControlRules: JSON.stringify({ NetworkRules: Array.from({ length: 41 }, (_, i) => `r${i}`) }) },
    invalid('AccessControlRules.NetworkRules', 'must have at most 40 entries (at NetworkRules in the JSON)'),
  ],
  [
    'a rule of another kind',
    { AccessControlRules: '{"Vpcs":["vpc-1"]}' },
    invalid('AccessControlRules.Vpcs', 'is not known here; there is NetworkRules'),
  ],
  [
    'rules as a list',
    { AccessControlRules: '["r"]' },
    invalid('AccessControlRules', `must be an object: JSON such as ${RULES}`),
  ],
  ['another scope', { KmsInstance: 'Shared' }, invalid('KmsInstance', 'holds characters that are not allowed')],
])('%s is refused', async (what, parameters, answer) => {
  expect(await create(what.startsWith('no ') ? parameters : { Name: 'x', ...minimal, ...parameters })).toEqual(answer);
  expect(await kms(server.root, 'DescribePolicy', { Name: 'x' })).toEqual(notFound);
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await create({ ...minimal, Name })).toEqual(answer);
});

test('a second policy of the same name is refused, one in another account is not', async () => {
  await kmsOk(server.root, 'CreatePolicy', { Name: 'twice', ...minimal });
  expect(await create({ Name: 'twice', ...minimal })).toEqual(exists);
  expect(await create({ Name: 'twice', ...minimal }, server.otherAccount)).toMatchObject({ status: 200 });
});

describe('two products have an operation of this name', () => {
  const ram = (action: string, parameters: object) =>
    server.root.call('2015-05-01', action, parameters as Record<string, unknown>);

  test('the version says which is meant, and neither sees what the other made', async () => {
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:Get*', Resource: '*' }] };
    const created = await ram('CreatePolicy', { PolicyName: 'of-ram', PolicyDocument: JSON.stringify(document) });
    expect(created).toMatchObject({ status: 200, body: { Policy: { PolicyName: 'of-ram', PolicyType: 'Custom' } } });
    await kmsOk(server.root, 'CreatePolicy', { Name: 'of-kms', ...minimal });

    expect(await kms(server.root, 'DescribePolicy', { Name: 'of-ram' })).toEqual(notFound);
    expect(await kms(server.root, 'DescribePolicy', { Name: 'of-kms' })).toMatchObject({ status: 200 });
    const fromRam = await ram('GetPolicy', { PolicyName: 'of-kms', PolicyType: 'Custom' });
    expect(fromRam).toMatchObject({ status: 404, body: { Code: 'EntityNotExist.Policy' } });
  });

  test("each takes its own product's parameters and refuses the other's", async () => {
    expect(await create({ PolicyName: 'p', PolicyDocument: '{}' })).toEqual(missing('Name'));
    expect(await ram('CreatePolicy', { Name: 'p', ...minimal })).toMatchObject({
      status: 400,
      body: { Code: 'MissingPolicyName' },
    });
  });
});
