import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, makeSecret } from './secret-calls.js';

let clock = new Date('2030-01-01T00:00:00Z');
const server = useTestServer({ now: () => clock });
const update = (query: object, client = server.root) =>
  kms(client, 'UpdateSecret', query as Record<string, unknown>, { date: clock });

test('the description is another, and the time of the change is shown', async () => {
  const SecretName = await makeSecret(server.root, { Description: 'old' }, clock);
  clock = new Date('2030-01-02T00:00:00Z');
  for (const Description of ['new', '']) {
    expect(await update({ SecretName, Description })).toEqual(ok({ SecretName }));
    expect(await kmsOk(server.root, 'DescribeSecret', { SecretName }, { date: clock })).toMatchObject({
      Description,
      CreateTime: '2030-01-01T00:00:00Z',
      UpdateTime: '2030-01-02T00:00:00Z',
    });
  }
});

// Check 13 of the vendor's behaviour, as far as there are secrets that have custom data.
test('custom data is read in each form that clients send, and refused for a Generic secret', async () => {
  const SecretName = await makeSecret(server.root, {}, clock);
  const refused = invalid('ExtendedConfig', 'is for managed secrets, and this one is Generic; leave it out');
  for (const config of [
    { 'ExtendedConfig.CustomData': '{"k":"v"}' },
    { 'ExtendedConfig.CustomData.k': 'v' },
    { ExtendedConfig: '{"CustomData":{"k":"v"}}' },
  ]) {
    expect(await update({ SecretName, Description: 'd', ...config })).toEqual(refused);
  }
  expect(await update({ SecretName, Description: 'd', 'ExtendedConfig.CustomData': '{}' })).toEqual(ok({ SecretName }));
});

test('refused', async () => {
  const SecretName = await makeSecret(server.root, {}, clock);
  expect(await update({ SecretName })).toEqual(missing('Description'));
  expect(await update({ SecretName: 'none', Description: 'd' })).toEqual(notFound);
  expect(await update({ SecretName, Description: 'd' }, server.otherAccount)).toEqual(notFound);
  expect(await update({ SecretName, Description: 'a\u0007' })).toEqual(invalid('Description'));
  await kmsOk(server.root, 'DeleteSecret', { SecretName }, { date: clock });
  expect(await update({ SecretName, Description: 'd' })).toEqual(inDeleteWindow);
});
