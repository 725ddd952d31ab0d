import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { makeKey } from '../keys/key-calls.js';
import { invalid, kms, kmsOk, ok } from '../kms-calls.js';
import { addInstance, connectInstance, instanceNotFound, providedId } from './instance-calls.js';

const server = useTestServer();

const ask = (parameters: object, client = server.root) =>
  kms(client, 'GetKmsInstanceQuotaInfos', parameters as Record<string, unknown>);

const info = (ResourceType: string, ResourceQuota: number, UsedQuantity: number) => ({
  ResourceType,
  ResourceQuota,
  UsedQuantity,
});

test('an instance tells how much it may hold and how much it holds', async () => {
  const KmsInstanceId = await connectInstance(server, { keys: 5, secrets: 4, networks: 3, callsPerSecond: 2 });
  const { KeyId } = await makeKey(server.root, { DKMSInstanceId: KmsInstanceId });
  await makeKey(server.root, { DKMSInstanceId: KmsInstanceId });
  await makeKey(server.root);
  const secret = { SecretName: 'quota', VersionId: 'v1', SecretData: 'x', DKMSInstanceId: KmsInstanceId };
  await kmsOk(server.root, 'CreateSecret', secret);
  const bound = { VpcId: 'vpc-2', VSwitchId: 'vsw-3', RegionId: 'cn-hangzhou' };
  await kmsOk(server.root, 'UpdateKmsInstanceBindVpc', { KmsInstanceId, BindVpcs: JSON.stringify([bound]) });
  const all = [info('key', 5, 2), info('secret', 4, 1), info('qps', 2, 0), info('vpc', 3, 1)];
  expect(await ask({ KmsInstanceId })).toEqual(ok({ KmsInstanceId, KmsInstanceQuotaInfos: all }));
  for (const one of all) {
    const { ResourceType } = one;
    expect(await ask({ KmsInstanceId, ResourceType })).toEqual(ok({ KmsInstanceId, KmsInstanceQuotaInfos: [one] }));
  }
  // What is to be deleted counts until it is.
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  expect(await ask({ KmsInstanceId, ResourceType: 'key' })).toMatchObject({
    body: { KmsInstanceQuotaInfos: [info('key', 5, 2)] },
  });
});

test('without an id it is the instance that every account has', async () => {
  const KmsInstanceId = await providedId(server.otherAccount);
  expect(await ask({}, server.otherAccount)).toMatchObject({ status: 200, body: { KmsInstanceId } });
});

test('a policy on an instance counts for it and, without an id, on the one that every account has', async () => {
  const [provided, other] = [await providedId(server.root), await addInstance(server)];
  const Resource = `acs:kms:*:*:keystore/${provided}`;
  const Statement = [{ Effect: 'Allow', Action: 'kms:GetKmsInstanceQuotaInfos', Resource }];
  const user = await server.user('quota', { Version: '1', Statement });
  expect(await ask({}, user)).toMatchObject({ status: 200 });
  expect(await ask({ KmsInstanceId: provided }, user)).toMatchObject({ status: 200 });
  expect(await ask({ KmsInstanceId: other }, user)).toMatchObject({ status: 403 });
});

test('refused', async () => {
  expect(await ask({ KmsInstanceId: 'kst-none' })).toEqual(instanceNotFound);
  expect(await ask({ KmsInstanceId: await providedId(server.root) }, server.otherAccount)).toEqual(instanceNotFound);
  expect(await ask({ ResourceType: 'alias' })).toEqual(invalid('ResourceType'));
});
