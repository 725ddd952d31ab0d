/** What operations of Resource Management are given. */
import type { Identity } from '../../identity/identity.js';

export type ResourceManagerServices = Pick<Identity, 'resourceGroups'>;
