import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();
beforeAll(async () => {
  await kmsOk(server.root, 'CreatePolicy', {
    Name: 'p',
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["key/a"]',
    AccessControlRules: '{"NetworkRules":["r"]}',
    Description: 'first',
  });
});

const update = (parameters: object, client = server.root) =>
  kms(client, 'UpdatePolicy', parameters as Record<string, unknown>);

const policy = {
  Name: 'p',
  KmsInstance: 'shared',
  Permissions: ['RbacPermission/Template/CryptoServiceKeyUser'],
  Resources: ['key/a'],
  AccessControlRules: '{"NetworkRules":["r"]}',
  Description: 'first',
};

test('what is given changes, what is left out stays', async () => {
  const described = async () => {
    const { Arn, ...rest } = await kmsOk(server.root, 'DescribePolicy', { Name: 'p' });
    expect(Arn).toBe(`acs:kms:cn-hangzhou:${server.accountId}:policy/p`);
    return rest;
  };
  let now = policy;
  const steps: [object, Partial<typeof policy>][] = [
    [{}, {}],
    [{ Permissions: '[]' }, { Permissions: [] }],
    [
      { Permissions: '["RbacPermission/Template/SecretUser"]' },
      { Permissions: ['RbacPermission/Template/SecretUser'] },
    ],
    [{ Resources: '["secret/*", "key/b"]' }, { Resources: ['secret/*', 'key/b'] }],
    [{ Resources: '[]' }, { Resources: [] }],
    [{ AccessControlRules: '{ }' }, { AccessControlRules: '{ }' }],
    [{ AccessControlRules: '{"NetworkRules": ["a"]}' }, { AccessControlRules: '{"NetworkRules": ["a"]}' }],
    [{ AccessControlRules: '' }, {}],
    [{ Description: '' }, { Description: '' }],
    [
      { Description: 'd', Resources: '["key/*"]' },
      { Description: 'd', Resources: ['key/*'] },
    ],
  ];
  for (const [parameters, change] of steps) {
    expect(await update({ Name: 'p', ...parameters })).toEqual(ok());
    now = { ...now, ...change };
    expect(await described()).toEqual(now);
  }
});

test.each([
  ['no name', { Description: 'x' }, missing('Name')],
  [
    'three permissions',
    { Name: 'p', Permissions: JSON.stringify(Array(3).fill('RbacPermission/Template/SecretUser')) },
    invalid('Permissions', 'must have at most 2 entries'),
  ],
  [
    'a bad resource',
    { Name: 'p', Resources: '["*"]' },
    invalid('Resources.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  ['an unknown policy', { Name: 'nowhere', Description: 'x' }, notFound],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await update(parameters)).toEqual(answer);
});

test("another account's policy is not found and stays", async () => {
  const before = await kmsOk(server.root, 'DescribePolicy', { Name: 'p' });
  expect(await update({ Name: 'p', Description: 'theirs' }, server.otherAccount)).toEqual(notFound);
  expect(await kmsOk(server.root, 'DescribePolicy', { Name: 'p' })).toEqual(before);
});
