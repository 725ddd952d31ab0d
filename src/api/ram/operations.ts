/** What RAM answers to, subject after subject, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import { accessKeyOperations } from './access-keys/operations.js';
import { accountSettingOperations } from './account-settings/operations.js';
import { diagnosisOperations } from './diagnosis/operations.js';
import { groupOperations } from './groups/operations.js';
import { loginProfileOperations } from './login-profiles/operations.js';
import { mfaDeviceOperations } from './mfa-devices/operations.js';
import { policyOperations } from './policies/operations.js';
import { policyVersionOperations } from './policy-versions/operations.js';
import { roleOperations } from './roles/operations.js';
import type { RamServices } from './services.js';
import { tagOperations } from './tags/operations.js';
import { userOperations } from './users/operations.js';

export const ramOperations = (services: RamServices): Operation[] =>
  [
    ...userOperations,
    ...accessKeyOperations,
    ...groupOperations,
    ...roleOperations,
    ...policyOperations,
    ...policyVersionOperations,
    ...tagOperations,
    ...loginProfileOperations,
    ...mfaDeviceOperations,
    ...accountSettingOperations,
    ...diagnosisOperations,
  ].map(operation => operation(services));
