/** The store of the CA (ca/store.ts says what each member promises), one file of `ca/` for each part. */
import type { CaStore } from '../ca/store.js';
import { authorityTables } from './ca/authorities.js';
import { certificateTables } from './ca/certificates.js';
import { instanceTables } from './ca/instances.js';
import { labelTables } from './ca/labels.js';
import { pendingTables } from './ca/pending.js';
import { RevocationTables } from './ca/revocation-tables.js';
import type { Store } from './store.js';

export interface CaRecords extends CaStore {
  readonly revocation: RevocationTables;
}

export function caRecords(store: Store): CaRecords {
  return {
    ...authorityTables(store),
    ...certificateTables(store),
    labels: labelTables(store),
    instances: instanceTables(store),
    pending: pendingTables(store),
    revocation: new RevocationTables(store),
  };
}
