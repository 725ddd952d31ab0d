/** What Resource Management answers to. */
import type { Operation } from '../../spec/operation.js';
import listResourceGroups from './resource-groups/ListResourceGroups.js';
import type { ResourceManagerServices } from './services.js';

export const resourceManagerOperations = (services: ResourceManagerServices): Operation[] => [
  listResourceGroups(services),
];
