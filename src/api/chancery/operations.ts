/** What no cloud has, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import explainAccess from './access/ExplainAccess.js';
import type { ChanceryServices } from './services.js';

export const chanceryOperations = (services: ChanceryServices): Operation[] => [explainAccess(services)];
