/** All that change the credentials of managed secrets, by type. */
import type { Identity } from '../identity/identity.js';
import type { Rotators, TargetKind } from '../kms/secrets/managed/rotator.js';
import type { TargetStore } from '../kms/targets/target.js';
import { Targets } from '../kms/targets/targets.js';
import type { Seal } from '../seal/seal.js';
import { TargetAccounts } from './target-accounts.js';
import type { TargetAccess } from './targets/access.js';
import { mysql } from './targets/mysql.js';
import { postgresql } from './targets/postgresql.js';
import { redis } from './targets/redis.js';
import { UserKeys } from './user-keys.js';

export const accesses: Readonly<Record<TargetKind, TargetAccess>> = { postgresql, mysql, redis };

export function rotators(identity: Identity, targets: TargetStore, seal: Seal): Rotators {
  const accounts = new TargetAccounts(new Targets(targets, seal), targets, accesses);
  return { RAMCredentials: new UserKeys(identity), Rds: accounts, PolarDB: accounts, Redis: accounts };
}
