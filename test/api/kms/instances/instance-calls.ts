/** Instances as tests make them, and the answers that several of them expect. */
import { type InstanceQuota, usualQuota } from '../../../../src/kms/instances/instance.js';
import { Instances } from '../../../../src/kms/instances/instances.js';
import { kmsStore } from '../../../../src/store/kms.js';
import type { TestServer } from '../../../server.js';
import type { SignedClient } from '../../../signed-client.js';
import { error, kmsOk } from '../kms-calls.js';

export const instanceNotFound = error(
  'Forbidden.DKMSInstanceNotFound',
  'The specified DKMS Instance is not found.',
  403,
);
export const wrongInstanceState = error(
  'Forbidden.DKMSInstanceStateInvalid',
  'The DKMS instance state is invalid.',
  403,
);
export const limitExceeded = error(
  'Rejected.LimitExceeded',
  'The request was rejected because user create resource limit was exceeded.',
  400,
);

export const network = {
  KMProvider: 'Aliyun',
  VpcId: 'vpc-1',
  ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j',
  VSwitchIds: 'vsw-1,vsw-2',
};

export const providedId = async (client: SignedClient): Promise<string> =>
  String((await kmsOk(client, 'GetDefaultKmsInstance')).DefaultKmsInstanceId);

export const shownInstance = async (client: SignedClient, KmsInstanceId: string): Promise<Record<string, unknown>> =>
  (await kmsOk(client, 'GetKmsInstance', { KmsInstanceId })).KmsInstance as Record<string, unknown>;

/** As `chancery kms-instance add` does it, for the main account: its id. */
export async function addInstance(server: TestServer, quota: Partial<InstanceQuota> = {}): Promise<string> {
  const { store } = server.running;
  const instances = new Instances(kmsStore(store).instances);
  const { instance, change } = instances.add(server.accountId, 'added', { ...usualQuota, ...quota }, new Date());
  await store.commit(change);
  return instance.name;
}

/** One that takes keys and secrets. */
export async function connectInstance(server: TestServer, quota: Partial<InstanceQuota> = {}): Promise<string> {
  const KmsInstanceId = await addInstance(server, quota);
  await kmsOk(server.root, 'ConnectKmsInstance', { KmsInstanceId, ...network });
  return KmsInstanceId;
}
