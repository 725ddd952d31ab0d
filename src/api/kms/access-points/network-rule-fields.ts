/** The field that only network rules have (wire/kms.md section 3). */
import { jsonText, list, string } from '../../../spec/field.js';

/** A list of addresses as JSON text. Whether each is an address is asked in the handler: no pattern says that of IPv6. */
export const sourceAddresses = () =>
  jsonText(list(string({ maxLength: 64 }), {}), {
    maxLength: 30_000,
    about: 'A JSON array of the source addresses: IP addresses and CIDR blocks. Host bits of a block may be set.',
    example: '["192.168.17.13","10.10.10.10/24"]',
  });
