/** The frame of a certificate extension (RFC 5280 section 4.2): identifier, critical flag, and the value's DER in an OCTET STRING. */
import { boolean, octetString, seq } from '../../crypto/der.js';

const CRITICAL = boolean(true);

/** `encodedOid` is the DER of the identifier. A flag of FALSE is the default, and DER leaves defaults out. */
export const extension = (encodedOid: Buffer, critical: boolean, value: Uint8Array): Buffer =>
  critical ? seq(encodedOid, CRITICAL, octetString(value)) : seq(encodedOid, octetString(value));
