/** A distinguished name as it is encoded, for rules about its encoding: string types and octets, not only what they mean. */
import { childrenOf, malformed, oidOf } from '../der-values.js';
import { type DerElement, tags } from '../strict-der.js';

export interface EncodedAttribute {
  readonly oid: string;
  readonly value: DerElement;
}

/** Usually one attribute. */
export type RelativeName = readonly EncodedAttribute[];

/** Throws `InvalidDer`. */
export function readRelativeNames(name: DerElement): readonly RelativeName[] {
  return childrenOf(name, tags.sequence, 'distinguished name').map(relativeName =>
    childrenOf(relativeName, tags.set, 'distinguished name', 1).map(pair => {
      const [type, value] = childrenOf(pair, tags.sequence, 'distinguished name', 2, 2);
      if (!value) throw malformed('distinguished name');
      return { oid: oidOf(type, 'distinguished name'), value };
    }),
  );
}
