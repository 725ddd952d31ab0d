/** Serial numbers that callers choose: each once for an authority, for ever (RFC 5280 section 4.1.2.2). */

import type { Change } from '../../domain/change.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';

const TAKEN = 'serial-number-taken';

/**
 * The first step decides between two callers who choose the same at the same time, and knows what was deleted (migration 0023). The other two
 * look at what is there; that a random number comes to be the same in between does not happen.
 */
export function takeSerialNumber(
  store: Store,
  authorityId: string,
  serialNumber: string,
): Change<'serial-number-taken'> {
  const { db } = store;
  const certificates = db
    .selectFrom('ca_certificates')
    .select('number')
    .where('authority_id', '=', authorityId)
    .where('serial_number', '=', serialNumber);
  const authorities = db
    .selectFrom('ca_authorities')
    .select('number')
    .where('parent_id', '=', authorityId)
    .where('serial_number', '=', serialNumber);
  return [
    insertStep(store, 'ca_taken_serial_numbers', { authority_id: authorityId, serial_number: serialNumber }, TAKEN),
    step(certificates, { affects: 0, otherwise: TAKEN }),
    step(authorities, { affects: 0, otherwise: TAKEN }),
  ];
}
