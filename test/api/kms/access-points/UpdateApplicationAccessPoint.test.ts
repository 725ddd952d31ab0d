import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();
beforeAll(async () => {
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'shop', Policies: '["p"]', Description: 'first' });
});

const update = (parameters: object, client = server.root) =>
  kms(client, 'UpdateApplicationAccessPoint', parameters as Record<string, unknown>);

async function described() {
  const { Policies, Description } = await kmsOk(server.root, 'DescribeApplicationAccessPoint', { Name: 'shop' });
  return [Policies, Description];
}

test('what is given changes, what is left out stays', async () => {
  expect(await update({ Name: 'shop' })).toEqual(ok());
  expect(await described()).toEqual(['["p"]', 'first']);
  expect(await update({ Name: 'shop', Policies: '["q", "p", "r"]' })).toEqual(ok());
  expect(await described()).toEqual(['["q","p","r"]', 'first']);
  expect(await update({ Name: 'shop', Description: '' })).toEqual(ok());
  expect(await described()).toEqual(['["q","p","r"]', '']);
  expect(await update({ Name: 'shop', Policies: '', Description: 'second' })).toEqual(ok());
  expect(await described()).toEqual(['["q","p","r"]', 'second']);
});

test.each([
  ['no name', { Description: 'x' }, missing('Name')],
  ['an empty list', { Name: 'shop', Policies: '[]' }, invalid('Policies', 'must have at least 1 entries')],
  [
    'four policies',
    { Name: 'shop', Policies: '["a","b","c","d"]' },
    invalid('Policies', 'must have at most 3 entries'),
  ],
  ['an unknown access point', { Name: 'nowhere', Description: 'x' }, notFound],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await update(parameters)).toEqual(answer);
});

test("another account's access point is not found and stays", async () => {
  const before = await described();
  expect(await update({ Name: 'shop', Description: 'theirs' }, server.otherAccount)).toEqual(notFound);
  expect(await described()).toEqual(before);
});
