/** Secrets read by an application with its client key: check 8 of the vendor's behaviour. */
import type { KeyObject } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { SharedGatewayClient } from '../../../shared-gateway-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { openKeyFile } from '../access-points/key-file.js';
import { makeKey } from '../keys/key-calls.js';
import { kmsOk } from '../kms-calls.js';
import { makeSecret } from './secret-calls.js';

const Password = 'aap-Passw0rd';
const server = useTestServer();
let keyId: string;
let privateKey: KeyObject;

beforeAll(async () => {
  const policies = {
    reads: { Permissions: '["RbacPermission/Template/SecretUser"]', Resources: '["secret/app/*"]' },
    elsewhere: {
      Permissions: '["RbacPermission/Template/SecretUser"]',
      Resources: '["secret/far"]',
      AccessControlRules: '{"NetworkRules":["far"]}',
    },
    keys: { Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]', Resources: '["key/*"]' },
  };
  for (const [Name, policy] of Object.entries(policies)) await kmsOk(server.root, 'CreatePolicy', { Name, ...policy });
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'far', Type: 'Private', SourcePrivateIp: '["192.0.2.1"]' });
  await kmsOk(server.root, 'CreateApplicationAccessPoint', {
    Name: 'app',
    Policies: JSON.stringify(Object.keys(policies)),
  });
  const made = await kmsOk(server.root, 'CreateClientKey', { AapName: 'app', Password });
  keyId = String(made.ClientKeyId);
  privateKey = openKeyFile(String(made.PrivateKeyData), Password)!.privateKey;
});

const call = (Action: string, query: Record<string, string>) =>
  new SharedGatewayClient(server.url, { id: keyId, privateKey }).call(Action, query);

const get = (SecretName: string) => call('GetSecretValue', { SecretName });
const denied = { status: 403, body: { Code: 'Forbidden.NoPermission' } };

test('what a policy of its access point opens is read, and nothing else', async () => {
  const { KeyId } = await makeKey(server.root);
  await makeSecret(server.root, { SecretName: 'app/one', SecretData: 'one' });
  await makeSecret(server.root, { SecretName: 'app/two', SecretData: 'two', EncryptionKeyId: KeyId });
  await makeSecret(server.root, { SecretName: 'other' });
  await makeSecret(server.root, { SecretName: 'far' });
  expect(await get('app/one')).toMatchObject({ status: 200, body: { SecretData: 'one' } });
  expect(await get('app/two')).toMatchObject({ status: 200, body: { SecretData: 'two' } });
  expect(await get(`acs:kms:${'cn-hangzhou'}:${server.accountId}:secret/other`)).toMatchObject(denied);
  expect(await get('other')).toMatchObject(denied);
  expect(await get('far')).toMatchObject(denied);
  expect(await get('app/none')).toMatchObject({ status: 404 });
  expect(await get('none')).toMatchObject(denied);
  const batch = (...names: string[]) =>
    call('BatchGetSecretValue', { SecretsList: JSON.stringify(names.map(SecretName => ({ SecretName }))) });
  expect(await batch('app/one', 'app/two')).toMatchObject({ status: 200 });
  expect(await batch('app/one', 'other')).toMatchObject(denied);
  expect(await call('DescribeSecret', { SecretName: 'app/one' })).toMatchObject(denied);
  expect(await call('Encrypt', { KeyId, Plaintext: 'YQ==' })).toMatchObject(denied);
});

test('a change of the policy, the rule or the access point counts at once', async () => {
  await kmsOk(server.root, 'UpdateNetworkRule', { Name: 'far', SourcePrivateIp: '["127.0.0.0/8"]' });
  expect(await get('far')).toMatchObject({ status: 200 });
  await kmsOk(server.root, 'DeletePolicy', { Name: 'reads' });
  expect(await get('app/one')).toMatchObject(denied);
  await kmsOk(server.root, 'DeleteApplicationAccessPoint', { Name: 'app' });
  expect(await get('far')).toMatchObject({ status: 404, body: { Code: 'InvalidAccessKeyId.NotFound' } });
});
