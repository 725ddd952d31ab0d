/** What managed secrets ask of a store. Each change goes together with one of their secret (secret-store.ts), which guards it. */
import type { Change } from '../../../domain/change.js';
import type { Secret } from '../secret.js';
import type { ManagedSecret } from './managed-secret.js';

export interface ManagedSecretStore {
  find(secretId: string): Promise<ManagedSecret | undefined>;
  insert(managed: ManagedSecret): Change<never>;
  /** Writes all of it anew. */
  update(managed: ManagedSecret): Change<never>;
  /** At which the job has to look by then, those that wait longest first; none whose secret is in its delete window. */
  findDue(now: Date, limit: number): Promise<readonly Pick<Secret, 'accountId' | 'name'>[]>;
}
