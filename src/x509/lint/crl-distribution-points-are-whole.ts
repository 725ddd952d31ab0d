import { childrenOf, readInside } from '../der-values.js';
import { crlDistributionPointsOid } from '../extensions/crl-distribution-points.js';
import { isUri } from '../internet-names.js';
import { tags } from '../strict-der.js';
import { FRESHEST_CRL } from './known-extensions.js';
import type { Rule } from './rule.js';

const WHAT = 'CRL distribution points';

export const crlDistributionPointsAreWhole: Rule = {
  id: 'crl-distribution-points-are-whole',
  citation: 'RFC 5280 sections 4.2.1.13 and 4.2.1.15',
  level: 'error',
  check({ extensions }) {
    for (const oid of [crlDistributionPointsOid, FRESHEST_CRL]) {
      const found = extensions.get(oid);
      if (!found) continue;
      for (const point of childrenOf(readInside(found.value, WHAT), tags.sequence, WHAT, 1)) {
        const members = childrenOf(point, tags.sequence, WHAT, 0, 3);
        if (!members.some(({ tag }) => tag === 0xa0 || tag === 0xa2)) {
          return 'A distribution point names a place or an issuer.';
        }
        const names = members.filter(({ tag }) => tag === 0xa0).flatMap(place => place.children);
        const addresses = names.flatMap(name => name.children).filter(({ tag }) => tag === 0x86);
        if (addresses.some(({ content }) => !isUri(content.toString('latin1')))) {
          return 'A distribution point has an address that is no URI.';
        }
      }
    }
    return undefined;
  },
};
