import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, exists, invalid, kms, kmsOk, LONGEST_NAME, missing, ok } from '../kms-calls.js';

const server = useTestServer();

const create = (parameters: object, client = server.root) =>
  kms(client, 'CreateApplicationAccessPoint', parameters as Record<string, unknown>);

test('an access point is created and told back, its policies as compact JSON in their order', async () => {
  const answer = await create({
    Name: 'shop',
    AuthenticationMethod: 'ClientKey',
    Policies: '[ "hfc", "abc" , "guaguagua"]',
    Description: 'aap description',
  });
  expect(answer).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:applicationaccesspoint/shop`,
      Name: 'shop',
      AuthenticationMethod: 'ClientKey',
      Policies: '["hfc","abc","guaguagua"]',
      Description: 'aap description',
    }),
  );
});

test('method and description may be left out', async () => {
  expect(await create({ Name: LONGEST_NAME, Policies: '["p"]', AuthenticationMethod: '' })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:applicationaccesspoint/${LONGEST_NAME}`,
      Name: LONGEST_NAME,
      AuthenticationMethod: 'ClientKey',
      Policies: '["p"]',
      Description: '',
    }),
  );
});

test.each([
  ['no name', { Policies: '["p"]' }, missing('Name')],
  ['no policies', { Name: 'x' }, missing('Policies')],
  ['an empty list', { Name: 'x', Policies: '[]' }, invalid('Policies', 'must have at least 1 entries')],
  ['four policies', { Name: 'x', Policies: '["a","b","c","d"]' }, invalid('Policies', 'must have at most 3 entries')],
  [
    'an empty name of a policy',
    { Name: 'x', Policies: '[""]' },
    invalid('Policies.1', 'must be at least 1 characters long (at [0] in the JSON)'),
  ],
  [
    'a bad name of a policy',
    { Name: 'x', Policies: '["a b"]' },
    invalid('Policies.1', 'holds characters that are not allowed (at [0] in the JSON)'),
  ],
  [
    'policies that are no JSON',
    { Name: 'x', Policies: 'p' },
    invalid('Policies', 'must be JSON such as ["policy_test"], or Policies.1=…'),
  ],
  [
    'a RAM role',
    { Name: 'x', Policies: '["p"]', AuthenticationMethod: 'RAMRole' },
    invalid('AuthenticationMethod', 'must be one of ClientKey'),
  ],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await create(parameters)).toEqual(answer);
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await create({ Name, Policies: '["p"]' })).toEqual(answer);
});

test('a second access point of the same name is refused, one in another account is not', async () => {
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'twice', Policies: '["p"]' });
  expect(await create({ Name: 'twice', Policies: '["q"]' })).toEqual(exists);
  expect(await create({ Name: 'twice', Policies: '["q"]' }, server.otherAccount)).toMatchObject({ status: 200 });
});
