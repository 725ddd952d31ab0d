/** What KMS answers to, subject after subject, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import { accessPointOperations } from './access-points/operations.js';
import { aliasOperations } from './aliases/operations.js';
import { dataKeyOperations } from './data-keys/operations.js';
import { importOperations } from './import/operations.js';
import { instanceOperations } from './instances/operations.js';
import { keyOperations } from './keys/operations.js';
import { policyOperations } from './policies/operations.js';
import { secretOperations } from './secrets/operations.js';
import type { KmsServices } from './services.js';
import { tagOperations } from './tags/operations.js';

export const kmsOperations = (services: KmsServices): Operation[] =>
  [
    ...instanceOperations,
    ...keyOperations,
    ...importOperations,
    ...dataKeyOperations,
    ...aliasOperations,
    ...secretOperations,
    ...tagOperations,
    ...policyOperations,
    ...accessPointOperations,
  ].map(operation => operation(services));
