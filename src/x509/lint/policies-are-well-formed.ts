import { childrenOf, oidOf, readInside } from '../der-values.js';
import { type DerElement, tags } from '../strict-der.js';
import { CERTIFICATE_POLICIES } from './known-extensions.js';
import type { Rule } from './rule.js';

const WHAT = 'certificate policies';
const ANY_POLICY = '2.5.29.32.0';
const CPS = '1.3.6.1.5.5.7.2.1';
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';
const MAX_EXPLICIT_TEXT = 200;
const VISIBLE_STRING = 0x1a;

export const policiesAreWellFormed: Rule = {
  id: 'policies-are-well-formed',
  citation: 'RFC 5280 section 4.2.1.4',
  level: 'error',
  check({ extensions }) {
    const found = extensions.get(CERTIFICATE_POLICIES);
    if (!found) return undefined;
    const seen = new Set<string>();
    for (const policy of childrenOf(readInside(found.value, WHAT), tags.sequence, WHAT, 1)) {
      const [id, qualifiers] = childrenOf(policy, tags.sequence, WHAT, 1, 2);
      const oid = oidOf(id, WHAT);
      if (seen.has(oid)) return `The policy ${oid} is named twice.`;
      seen.add(oid);
      for (const qualifier of qualifiers ? childrenOf(qualifiers, tags.sequence, WHAT, 1) : []) {
        const wrong = faultOf(oid, qualifier);
        if (wrong) return wrong;
      }
    }
    return undefined;
  },
};

function faultOf(policy: string, qualifier: DerElement): string | undefined {
  const [id, value] = childrenOf(qualifier, tags.sequence, WHAT, 2, 2);
  const oid = oidOf(id, WHAT);
  if (policy === ANY_POLICY && oid !== CPS && oid !== USER_NOTICE) {
    return 'Any policy has no qualifiers but a CPS address and a user notice.';
  }
  if (oid !== USER_NOTICE) return undefined;
  const text = childrenOf(value, tags.sequence, WHAT, 0, 2).find(({ tag }) => tag !== tags.sequence);
  if (!text) return undefined;
  if (![tags.utf8String, tags.bmpString, VISIBLE_STRING].includes(text.tag)) {
    return 'The text of a user notice is a UTF8String, VisibleString or BMPString.';
  }
  const characters = text.tag === tags.bmpString ? text.content.length / 2 : [...text.content.toString('utf8')].length;
  return characters <= MAX_EXPLICIT_TEXT
    ? undefined
    : `The text of a user notice has at most ${MAX_EXPLICIT_TEXT} characters.`;
}
