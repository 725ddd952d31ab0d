import { childrenOf, readInside } from '../der-values.js';
import { isHostName } from '../internet-names.js';
import { type DerElement, tags } from '../strict-der.js';
import { NAME_CONSTRAINTS } from './known-extensions.js';
import type { Rule } from './rule.js';

const WHAT = 'name constraints';

export const nameConstraintsAreWellFormed: Rule = {
  id: 'name-constraints-are-well-formed',
  citation: 'RFC 5280 section 4.2.1.10',
  level: 'error',
  check({ extensions }) {
    const found = extensions.get(NAME_CONSTRAINTS);
    if (!found) return undefined;
    for (const subtrees of childrenOf(readInside(found.value, WHAT), tags.sequence, WHAT, 1, 2)) {
      for (const subtree of childrenOf(subtrees, subtrees.tag === 0xa0 ? 0xa0 : 0xa1, WHAT, 1)) {
        const [base, ...bounds] = childrenOf(subtree, tags.sequence, WHAT, 1, 3);
        // A minimum of 0 is the default, which DER leaves out; nothing else is allowed.
        if (bounds.length > 0) return 'Subtrees of name constraints have neither minimum nor maximum.';
        const wrong = base && faultOf(base);
        if (wrong) return wrong;
      }
    }
    return undefined;
  },
};

function faultOf({ tag, content }: DerElement): string | undefined {
  const text = content.toString('latin1');
  switch (tag) {
    case 0x81:
      return isDomain(text.slice(text.indexOf('@') + 1)) ? undefined : 'A constraint of mail addresses has a host.';
    case 0x82:
      return text === '' || isHostName(text)
        ? undefined
        : 'A constraint of DNS names is one, without a leading period.';
    case 0x86:
      return isDomain(text) && text.includes('.')
        ? undefined
        : 'A constraint of URIs is a fully qualified domain name, or one with a leading period.';
    case 0x87:
      return isSubnet(content) ? undefined : 'A constraint of IP addresses is an address and its mask.';
    default:
      return undefined;
  }
}

const isDomain = (text: string): boolean => isHostName(text.replace(/^\./, ''));

/** Ones and then zeros, as many octets as the address has. */
function isSubnet(octets: Buffer): boolean {
  if (octets.length !== 8 && octets.length !== 32) return false;
  const mask = octets.subarray(octets.length / 2);
  const bits = [...mask].map(octet => octet.toString(2).padStart(8, '0')).join('');
  return !bits.includes('01');
}
