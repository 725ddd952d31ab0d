/**
 * Addresses of peers in one spelling. Conditions, network rules, audit records and log lines all have the text that is made
 * here, so that `::ffff:192.0.2.1`, which a dual-stack listener reports of an IPv4 caller, is 192.0.2.1 to each of them.
 */
import { isIP } from 'node:net';

/**
 * IPv4 in dotted decimals, also when it comes as an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) in any spelling; IPv6
 * as RFC 5952 writes it, without a zone, which means something on one machine only (RFC 4007 section 6). Undefined for text that
 * is no address.
 */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.replace(/%.*$/s, '');
  switch (isIP(bare)) {
    case 4:
      return bare === text ? bare : undefined;
    case 6: {
      // The URL standard's serialiser gives one spelling for all: lower case, compressed, the last 32 bits as two groups.
      const spelled = new URL(`http://[${bare}]`).hostname.slice(1, -1);
      return mappedAddress(spelled) ?? spelled;
    }
    default:
      return undefined;
  }
}

function mappedAddress(spelled: string): string | undefined {
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(spelled);
  if (mapped === null) return undefined;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
