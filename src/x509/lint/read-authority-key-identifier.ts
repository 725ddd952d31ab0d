/** The members of an authority key identifier (RFC 5280 section 4.2.1.1), for two rules. */
import { childrenOf, malformed, readInside } from '../der-values.js';
import { tags } from '../strict-der.js';

export interface AuthorityKeyIdentifierMembers {
  readonly keyIdentifier: Buffer | undefined;
  readonly hasIssuer: boolean;
  readonly hasSerialNumber: boolean;
}

/** Throws `InvalidDer`. */
export function readAuthorityKeyIdentifier(value: Buffer): AuthorityKeyIdentifierMembers {
  const what = 'authority key identifier';
  const members = childrenOf(readInside(value, what), tags.sequence, what, 0, 3);
  const order = [0x80, 0xa1, 0x82];
  const places = members.map(({ tag }) => order.indexOf(tag));
  if (places.some((place, index) => place < 0 || place <= (places[index - 1] ?? -1))) throw malformed(what);
  return {
    keyIdentifier: members.find(({ tag }) => tag === 0x80)?.content,
    hasIssuer: members.some(({ tag }) => tag === 0xa1),
    hasSerialNumber: members.some(({ tag }) => tag === 0x82),
  };
}
