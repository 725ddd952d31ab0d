import { childrenOf, oidOf, readInside } from '../der-values.js';
import { authorityInformationAccessOid } from '../extensions/authority-information-access.js';
import { isUri } from '../internet-names.js';
import { tags } from '../strict-der.js';
import { SUBJECT_INFORMATION_ACCESS } from './known-extensions.js';
import type { Rule } from './rule.js';

const WHAT = 'information access';

export const informationAccessIsWhole: Rule = {
  id: 'information-access-is-whole',
  citation: 'RFC 5280 sections 4.2.2.1 and 4.2.2.2',
  level: 'error',
  check({ extensions }) {
    for (const oid of [authorityInformationAccessOid, SUBJECT_INFORMATION_ACCESS]) {
      const found = extensions.get(oid);
      if (!found) continue;
      for (const description of childrenOf(readInside(found.value, WHAT), tags.sequence, WHAT, 1)) {
        const [method, place] = childrenOf(description, tags.sequence, WHAT, 2, 2);
        oidOf(method, WHAT);
        if (place?.tag === 0x86 && !isUri(place.content.toString('latin1'))) {
          return 'An access description has an address that is no URI.';
        }
      }
    }
    return undefined;
  },
};
