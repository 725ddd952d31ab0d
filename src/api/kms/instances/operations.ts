/** Where KMS is, whether an account can use it, and its instances. */
import connectKmsInstance from './ConnectKmsInstance.js';
import describeAccountKmsStatus from './DescribeAccountKmsStatus.js';
import describeRegions from './DescribeRegions.js';
import getDefaultKmsInstance from './GetDefaultKmsInstance.js';
import getKmsInstance from './GetKmsInstance.js';
import getKmsInstanceQuotaInfos from './GetKmsInstanceQuotaInfos.js';
import listKmsInstances from './ListKmsInstances.js';
import openKmsService from './OpenKmsService.js';
import releaseKmsInstance from './ReleaseKmsInstance.js';
import updateKmsInstance from './UpdateKmsInstance.js';
import updateKmsInstanceBindVpc from './UpdateKmsInstanceBindVpc.js';

export const instanceOperations = [
  describeRegions,
  describeAccountKmsStatus,
  openKmsService,
  listKmsInstances,
  getDefaultKmsInstance,
  getKmsInstance,
  getKmsInstanceQuotaInfos,
  connectKmsInstance,
  updateKmsInstance,
  updateKmsInstanceBindVpc,
  releaseKmsInstance,
];
