/** All STS operations that there are. */
import type { Operation } from '../../spec/operation.js';
import assumeRole from './AssumeRole.js';
import assumeRoleWithOIDC from './AssumeRoleWithOIDC.js';
import getCallerIdentity from './GetCallerIdentity.js';
import type { StsServices } from './services.js';

export const stsOperations = (services: StsServices): Operation[] => [
  assumeRole(services),
  assumeRoleWithOIDC(services),
  getCallerIdentity(services),
];
