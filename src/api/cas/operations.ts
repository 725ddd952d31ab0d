/** What this product answers to, subject after subject, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import { authorityOperations } from './authorities/operations.js';
import { certificateOperations } from './certificates/operations.js';
import { instanceOperations } from './instances/operations.js';
import { issuingOperations } from './issuing/operations.js';
import type { CasServices } from './services.js';
import { tagOperations } from './tags/operations.js';

export const casOperations = (services: CasServices): Operation[] =>
  [...authorityOperations, ...instanceOperations, ...issuingOperations, ...certificateOperations, ...tagOperations].map(
    operation => operation(services),
  );
