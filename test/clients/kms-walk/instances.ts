/** Regions, the service and its instances. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';
import { codeOf } from '../code-of.js';

export async function walkInstances(call: Call, KmsInstanceId: string): Promise<void> {
  expect(await call('DescribeRegions')).toMatchObject({ Regions: { Region: [{ RegionId: 'cn-hangzhou' }] } });
  expect(await call('DescribeAccountKmsStatus')).toMatchObject({ AccountStatus: 'Enabled' });
  expect(await codeOf(call('OpenKmsService'))).toBe('Forbidden.Opened');
  expect(await call('GetDefaultKmsInstance')).toMatchObject({ DefaultKmsInstanceId: expect.stringMatching(/^kst-/) });

  expect(await call('ListKmsInstances', { PageNumber: 1, PageSize: 100 })).toMatchObject({
    KmsInstances: {
      KmsInstance: expect.arrayContaining([
        { KmsInstanceId, KmsInstanceArn: expect.stringMatching(`:keystore/${KmsInstanceId}$`) },
      ]),
    },
  });
  await call('ConnectKmsInstance', {
    KmsInstanceId,
    KMProvider: 'Aliyun',
    VpcId: 'vpc-1',
    ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j',
    VSwitchIds: 'vsw-1',
  });
  const bound = { VpcId: 'vpc-2', VSwitchId: 'vsw-3', RegionId: 'cn-hangzhou', VpcOwnerId: '1000000000000009' };
  await call('UpdateKmsInstanceBindVpc', { KmsInstanceId, BindVpcs: JSON.stringify([bound]) });
  const { KmsInstance } = await call('GetKmsInstance', { KmsInstanceId });
  expect(KmsInstance).toMatchObject({
    InstanceId: KmsInstanceId,
    Status: 'Connected',
    VswitchIds: ['vsw-1'],
    BindVpcs: { BindVpc: [bound] },
    KeyNum: expect.any(Number),
    SecretNum: expect.stringMatching(/^\d+$/),
  });
  await walkContents(call, KmsInstanceId);
}

/** How full it is, and its end with all that is in it. Some clients are older than the parameters that put keys into it and protect it. */
async function walkContents(call: Call, KmsInstanceId: string): Promise<void> {
  await call('CreateKey', { DKMSInstanceId: KmsInstanceId });
  expect(await call('GetKmsInstanceQuotaInfos', { KmsInstanceId, ResourceType: 'key' })).toMatchObject({
    KmsInstanceId,
    KmsInstanceQuotaInfos: [{ ResourceType: 'key', ResourceQuota: 1000, UsedQuantity: expect.any(Number) }],
  });
  await call('ReleaseKmsInstance', { KmsInstanceId, ForceDeleteWithoutBackup: 'true' });
  expect(await codeOf(call('GetKmsInstance', { KmsInstanceId }))).toBe('Forbidden.DKMSInstanceNotFound');
}
