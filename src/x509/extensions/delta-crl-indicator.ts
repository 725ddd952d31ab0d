/** Delta CRL indicator (RFC 5280 section 5.2.4): the list holds only what has changed since the complete list of that number. */
import { integer, oid } from '../../crypto/der.js';
import { extension } from './extension.js';

const encodedOid = oid('2.5.29.27');

/** Critical: who takes a delta for a complete list would miss most of it. */
export const deltaCrlIndicator = (baseNumber: number): Buffer => extension(encodedOid, true, integer(baseNumber));
