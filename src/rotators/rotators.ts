/** All that change the credentials of managed secrets, by type. */
import type { Identity } from '../identity/identity.js';
import type { Managers } from '../kms/secrets/managed/manager.js';
import { UserKeys } from './user-keys.js';

export function rotators(identity: Identity): Managers {
  return { RAMCredentials: new UserKeys(identity) };
}
