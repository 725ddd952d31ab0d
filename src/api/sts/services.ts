/** What STS operations are given. */
import type { Identity } from '../../identity/identity.js';

export type StsServices = Pick<Identity, 'knownRoles' | 'sessions' | 'tagging'>;
