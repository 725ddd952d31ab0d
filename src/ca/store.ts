/**
 * What this domain needs of the store. Lookups are by account: what belongs to another is not there. The exceptions serve public files,
 * and say so. All times of stored things are exact to the second, creation times to the millisecond.
 */
import type { AuthorityStore } from './authority-store.js';
import type { CertificateStore } from './certificate-store.js';
import type { InstanceStore } from './instance-store.js';
import type { LabelStore } from './label-store.js';
import type { PendingStore } from './pending-store.js';
import type { RevocationStore } from './revocation/store.js';

export interface CaStore extends AuthorityStore, CertificateStore {
  /** Revocation lists and OCSP. */
  readonly revocation: RevocationStore;
  readonly labels: LabelStore;
  readonly instances: InstanceStore;
  /** Certificates that are accepted and not issued yet. */
  readonly pending: PendingStore;
}
