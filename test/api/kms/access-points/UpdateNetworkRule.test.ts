import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

const update = (parameters: object, client = server.root) =>
  kms(client, 'UpdateNetworkRule', parameters as Record<string, unknown>);

async function described(Name: string) {
  const { SourcePrivateIp, Description } = await kmsOk(server.root, 'DescribeNetworkRule', { Name });
  return { SourcePrivateIp, Description };
}

test('what is given changes, what is left out stays', async () => {
  const first = { SourcePrivateIp: '["10.0.0.1"]', Description: 'first' };
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'r', Type: 'Private', ...first });

  expect(await update({ Name: 'r' })).toEqual(ok());
  expect(await described('r')).toEqual(first);
  expect(await update({ Name: 'r', SourcePrivateIp: '[ "10.0.0.2" , "10.0.0.0/8" ]' })).toEqual(ok());
  expect(await described('r')).toEqual({ SourcePrivateIp: '["10.0.0.2","10.0.0.0/8"]', Description: 'first' });
  expect(await update({ Name: 'r', Description: 'second' })).toEqual(ok());
  expect(await described('r')).toEqual({ SourcePrivateIp: '["10.0.0.2","10.0.0.0/8"]', Description: 'second' });
  expect(await update({ Name: 'r', SourcePrivateIp: '[]', Description: '' })).toEqual(ok());
  expect(await described('r')).toEqual({ SourcePrivateIp: '[]', Description: '' });
});

test('a wrong address changes nothing', async () => {
  const first = { SourcePrivateIp: '["10.0.0.1"]', Description: 'first' };
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'kept', Type: 'Private', ...first });
  expect(await update({ Name: 'kept', SourcePrivateIp: '["10.0.0.2","x"]', Description: 'second' })).toEqual(
    invalid('SourcePrivateIp', 'must hold IP addresses and CIDR blocks only'),
  );
  expect(await described('kept')).toEqual(first);
});

test('an unknown rule and that of another account are not found', async () => {
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'mine', Type: 'Private', Description: 'mine' });
  expect(await update({ Name: 'nowhere', Description: 'x' })).toEqual(notFound);
  expect(await update({ Name: 'mine', Description: 'x' }, server.otherAccount)).toEqual(notFound);
  expect(await described('mine')).toMatchObject({ Description: 'mine' });
  expect(await update({ Description: 'x' })).toEqual(missing('Name'));
});
