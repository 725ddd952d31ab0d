/**
 * What the vendor's Terraform provider does for network rules, policies, access points, client keys and instances, call by call, as its
 * published sources tell. What it asks of the cloud's billing service for an instance has no counterpart here.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import type { Answer } from './certificate-line.js';
import { REGION, TerraformKms } from './terraform-kms.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ region: REGION });
});
afterAll(() => server.close());

const terraform = new TerraformKms(() => server);
const post = (action: string, parameters: Answer) => terraform.post(action, parameters);
const gone = ['Forbidden.ResourceNotFound'];

test('rule, policy, access point and client key are made, read back letter for letter, changed and destroyed from above', async () => {
  const rule = { Name: 'tf-rule', Description: 'office' };
  await post('CreateNetworkRule', { ...rule, Type: 'Private', SourcePrivateIp: '["10.10.10.10","192.168.17.13/24"]' });
  const readRule = () => terraform.read('DescribeNetworkRule', { Name: rule.Name }, gone);
  expect(await readRule()).toMatchObject({
    Description: 'office',
    SourcePrivateIp: '["10.10.10.10","192.168.17.13/24"]',
  });
  await post('UpdateNetworkRule', { Name: rule.Name, Description: '', SourcePrivateIp: '["10.0.0.1"]' });
  expect(await readRule()).toMatchObject({ SourcePrivateIp: '["10.0.0.1"]' });

  const AccessControlRules = '{"NetworkRules":["tf-rule"]}';
  const policy = {
    Name: 'tf-policy',
    Description: 'd',
    KmsInstance: 'shared',
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser","RbacPermission/Template/CryptoServiceSecretUser"]',
    Resources: '["key/*","secret/*"]',
    AccessControlRules,
  };
  await post('CreatePolicy', policy);
  const readPolicy = () => terraform.read('DescribePolicy', { Name: policy.Name }, gone);
  expect(await readPolicy()).toMatchObject({
    Name: 'tf-policy',
    KmsInstance: 'shared',
    Permissions: JSON.parse(policy.Permissions),
    Resources: ['key/*', 'secret/*'],
    AccessControlRules,
  });
  await post('UpdatePolicy', { ...policy, KmsInstance: undefined, Description: 'e', Resources: '["secret/tf*"]' });
  expect(await readPolicy()).toMatchObject({ Description: 'e', Resources: ['secret/tf*'], AccessControlRules });

  const point = { Name: 'tf-point', Description: 'd', Policies: '["tf-policy"]' };
  await post('CreateApplicationAccessPoint', { ...point, AuthenticationMethod: 'ClientKey' });
  const readPoint = () => terraform.read('DescribeApplicationAccessPoint', { Name: point.Name }, gone);
  expect(await readPoint()).toMatchObject(point);
  await post('UpdateApplicationAccessPoint', { ...point, Description: 'e' });
  expect(await readPoint()).toMatchObject({ Description: 'e', Policies: point.Policies });

  const times = { NotBefore: '2026-01-01T00:00:00Z', NotAfter: '2036-09-05T16:21:43Z' };
  const { ClientKeyId, PrivateKeyData } = await post('CreateClientKey', {
    AapName: point.Name,
    Password: 'YouPassword123!',
    ...times,
  });
  expect(Buffer.from(String(PrivateKeyData), 'base64').length).toBeGreaterThan(1000);
  // This one is read by GET with everything in the query.
  const { body } = await server.root.call(
    '2016-01-20',
    'GetClientKey',
    { ClientKeyId },
    { signature: 'v1', place: 'query' },
  );
  expect(body).toMatchObject({ AapName: point.Name, CreateTime: expect.any(String), ...times });

  await post('DeleteClientKey', { ClientKeyId });
  expect(await terraform.read('GetClientKey', { ClientKeyId }, gone)).toBeUndefined();
  await post('DeleteApplicationAccessPoint', { Name: point.Name });
  expect(await readPoint()).toBeUndefined();
  await post('DeletePolicy', { Name: policy.Name });
  expect(await readPolicy()).toBeUndefined();
  await post('DeleteNetworkRule', { Name: rule.Name });
  expect(await readRule()).toBeUndefined();
  // A second destroy meets the code that the provider takes for done.
  expect(await terraform.read('DeleteNetworkRule', { Name: rule.Name }, gone)).toBeUndefined();
});

test('alicloud_kms_instance: an instance that the administrator made is connected, bound, read and found', async () => {
  const words = ['dist/chancery.js', 'kms-instance', 'add', 'tf-instance', '--data', server.data];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const [KmsInstanceId = ''] = /^kst-[0-9a-z]+/.exec(stdout) ?? [];
  await post('ConnectKmsInstance', {
    VpcId: 'vpc-1',
    KmsInstanceId,
    KMProvider: 'Aliyun',
    ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j',
    VSwitchIds: 'vsw-1',
  });
  const bound = { VpcId: 'vpc-2', VSwitchId: 'vsw-3', RegionId: REGION, VpcOwnerId: '1000000000000009' };
  const bind = { KmsInstanceId, BindVpcs: JSON.stringify([bound]) };
  // By GET, unlike everything else of it.
  const { status, text } = await server.root.call('2016-01-20', 'UpdateKmsInstanceBindVpc', bind, {
    signature: 'v1',
    place: 'query',
  });
  expect(status, text).toBe(200);
  const { KmsInstance } = await post('GetKmsInstance', { KmsInstanceId });
  expect(KmsInstance).toMatchObject({
    Status: 'Connected',
    InstanceName: 'tf-instance',
    VpcId: 'vpc-1',
    VswitchIds: ['vsw-1'],
    ZoneIds: ['cn-hangzhou-k', 'cn-hangzhou-j'],
    BindVpcs: { BindVpc: [bound] },
    ChargeType: expect.any(String),
    ProductVersion: '3',
    SecretNum: expect.stringMatching(/^\d+$/),
  });
  await post('UpdateKmsInstance', { KmsInstanceId, InstanceName: 'tf-instance-2' });
  expect((await post('GetKmsInstance', { KmsInstanceId })).KmsInstance).toMatchObject({
    InstanceName: 'tf-instance-2',
  });
  await terraform.setTags('instance', KmsInstanceId, [], { Created: 'TF' });
  expect(await terraform.tagsOf('instance', KmsInstanceId)).toEqual({ Created: 'TF' });

  const Filters = JSON.stringify([{ Key: 'InstanceId', Values: [KmsInstanceId] }]);
  const found = await terraform.all(
    'ListKmsInstances',
    { Filters },
    it => (it.KmsInstances as { KmsInstance: Answer[] }).KmsInstance,
  );
  expect(found).toMatchObject([{ KmsInstanceId, KmsInstanceArn: expect.any(String) }]);
});

test('alicloud_kms_instance, pay as you go: protected, not destroyed; then released with what it holds', async () => {
  const words = ['dist/chancery.js', 'kms-instance', 'add', 'tf-released', '--data', server.data];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const [KmsInstanceId = ''] = /^kst-[0-9a-z]+/.exec(stdout) ?? [];
  const network = { KMProvider: 'Aliyun', VpcId: 'vpc-1', ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j', VSwitchIds: 'vsw-1' };
  await post('ConnectKmsInstance', { KmsInstanceId, ...network });
  await post('CreateKey', { DKMSInstanceId: KmsInstanceId });

  const protect = (EnableDeletionProtection: boolean) =>
    post('SetDeletionProtection', { KmsInstanceId, EnableDeletionProtection });
  await protect(true);
  const { KmsInstance } = await post('GetKmsInstance', { KmsInstanceId });
  expect(KmsInstance).toMatchObject({ DeletionProtection: true });
  const release = (more: Answer = {}) => terraform.send('ReleaseKmsInstance', { KmsInstanceId, ...more });
  const force = { ForceDeleteWithoutBackup: 'true' };
  expect((await release(force)).body.Code).toBe('Rejected.StateModifiedFailed');
  await protect(false);
  // Without force it is not destroyed: the provider tells the error.
  expect((await release()).body.Code).toBe('Rejected.StateModifiedFailed');
  expect((await release(force)).status).toBe(200);
  expect(await terraform.read('GetKmsInstance', { KmsInstanceId }, ['Forbidden.DKMSInstanceNotFound'])).toBeUndefined();
});

test('the policies of a key and a secret in an instance: given when they are made, read, changed', async () => {
  const { DefaultKmsInstanceId: DKMSInstanceId } = await post('GetDefaultKmsInstance', {});
  const policy = (...users: string[]) =>
    JSON.stringify({
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { RAM: users.map(it => `acs:ram::1000000000000001:${it}`) },
          Action: ['kms:*'],
          Resource: ['*'],
        },
      ],
    });
  const first = policy('*');
  const second = policy('*', 'user/tf');
  const { KeyMetadata } = await post('CreateKey', { DKMSInstanceId, Policy: first });
  const { KeyId, DKMSInstanceId: shown } = KeyMetadata as Answer;
  expect(shown).toBe(DKMSInstanceId);
  // It leaves PolicyName out.
  const keyPolicy = async () => JSON.parse(String((await post('GetKeyPolicy', { KeyId })).Policy)) as unknown;
  expect(await keyPolicy()).toEqual(JSON.parse(first));
  await post('SetKeyPolicy', { KeyId, Policy: second });
  expect(await keyPolicy()).toEqual(JSON.parse(second));

  const SecretName = 'tf-in-instance';
  const value = { SecretData: 's', VersionId: 'v1', SecretDataType: 'text', SecretType: 'Generic' };
  await post('CreateSecret', { SecretName, ...value, DKMSInstanceId, EncryptionKeyId: KeyId, Policy: first });
  const secretPolicy = async () =>
    JSON.parse(String((await post('GetSecretPolicy', { SecretName })).Policy)) as unknown;
  expect(await secretPolicy()).toEqual(JSON.parse(first));
  await post('SetSecretPolicy', { SecretName, Policy: second });
  expect(await secretPolicy()).toEqual(JSON.parse(second));
});
