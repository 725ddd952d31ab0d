import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, exists, invalid, kms, kmsOk, LONGEST_NAME, missing, ok } from '../kms-calls.js';

const SAMPLE = '["192.168.17.13","10.10.10.10/24"], or SourcePrivateIp.1=…';

const server = useTestServer();

const create = (parameters: object, client = server.root) =>
  kms(client, 'CreateNetworkRule', parameters as Record<string, unknown>);

test('a rule is created and told back, its addresses as compact JSON', async () => {
  const answer = await create({
    Name: 'office',
    Type: 'Private',
    SourcePrivateIp: '[ "192.168.17.13",\n "10.10.10.10/24" ]',
    Description: '办公室 "one"',
  });
  expect(answer).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:network/office`,
      Name: 'office',
      Type: 'Private',
      SourcePrivateIp: '["192.168.17.13","10.10.10.10/24"]',
      Description: '办公室 "one"',
    }),
  );
});

test('addresses and description may be left out', async () => {
  expect(await create({ Name: 'bare', Type: 'Public' })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:network/bare`,
      Name: 'bare',
      Type: 'Public',
      SourcePrivateIp: '[]',
      Description: '',
    }),
  );
});

test('parameters travel in the query or in a form, with either signature', async () => {
  const parameters = { Name: 'v1-form', Type: 'VPC', SourcePrivateIp: '["2001:db8::/32"]' };
  const answer = await kms(server.root, 'CreateNetworkRule', parameters, { signature: 'v1', place: 'form' });
  expect(answer).toMatchObject({ status: 200, body: { Name: 'v1-form', SourcePrivateIp: '["2001:db8::/32"]' } });
});

test('a name has up to 192 characters of its alphabet', async () => {
  expect(await create({ Name: LONGEST_NAME, Type: 'Private' })).toMatchObject({
    status: 200,
    body: { Name: LONGEST_NAME },
  });
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await create({ Name, Type: 'Private' })).toEqual(answer);
});

test.each([
  ['no name', { Type: 'Private' }, missing('Name')],
  ['no type', { Name: 'r' }, missing('Type')],
  ['an unknown type', { Name: 'r', Type: 'private' }, invalid('Type', 'must be one of Private, Public, VPC')],
  [
    'addresses that are no JSON',
    { SourcePrivateIp: '10.0.0.1' },
    invalid('SourcePrivateIp', `must be JSON such as ${SAMPLE}; its character 5 cannot stand there`),
  ],
  [
    'addresses that are no list',
    { SourcePrivateIp: '{"a":1}' },
    invalid('SourcePrivateIp', `must be a list: JSON such as ${SAMPLE}`),
  ],
  [
    'an address that is a number',
    { SourcePrivateIp: '[1]' },
    invalid('SourcePrivateIp.1', 'must be text, such as "a" (at [0] in the JSON)'),
  ],
  [
    'a virtual network',
    { SourcePrivateIp: '["10.0.0.1","vpc-bp1"]' },
    invalid('SourcePrivateIp', 'must hold IP addresses and CIDR blocks only'),
  ],
  [
    'a prefix that is too long',
    { SourcePrivateIp: '["10.0.0.1/33"]' },
    invalid('SourcePrivateIp', 'must hold IP addresses and CIDR blocks only'),
  ],
  [
    'a description with a control character',
    { Description: 'a\u0000b' },
    invalid('Description', 'holds characters that are not allowed'),
  ],
  [
    'a description that is too long',
    { Description: 'x'.repeat(1025) },
    invalid('Description', 'must be at most 1024 characters long'),
  ],
])('%s is refused', async (what, parameters, answer) => {
  const others = what.startsWith('no ') || what.includes('type') ? {} : { Name: 'refused', Type: 'Private' };
  expect(await create({ ...others, ...parameters })).toEqual(answer);
});

test('a second rule of the same name is refused, one in other case or in another account is not', async () => {
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'twice', Type: 'Private', Description: 'first' });
  expect(await create({ Name: 'twice', Type: 'Public', Description: 'second' })).toEqual(exists);
  expect(await create({ Name: 'Twice', Type: 'Private' })).toMatchObject({ status: 200 });
  expect(await create({ Name: 'twice', Type: 'Private' }, server.otherAccount)).toMatchObject({
    status: 200,
    body: { Arn: `acs:kms:cn-hangzhou:${server.otherAccountId}:network/twice` },
  });
  expect(await kms(server.root, 'DescribeNetworkRule', { Name: 'twice' })).toMatchObject({
    body: { Description: 'first' },
  });
});

test('of calls that create one rule at once, one succeeds', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => create({ Name: 'race', Type: 'Private' })));
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
});
