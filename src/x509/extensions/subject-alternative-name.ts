/** Subject alternative name (RFC 5280 section 4.2.1.6): the names that clients actually compare. */
import { oid, seqOf } from '../../crypto/der.js';
import { childrenOf, readInside } from '../der-values.js';
import { decodeGeneralName, type GeneralName, InvalidGeneralName } from '../general-name.js';
import { tags } from '../strict-der.js';
import { extension } from './extension.js';

export const subjectAlternativeNameOid = '2.5.29.17';
const encodedOid = oid(subjectAlternativeNameOid);

const MAX_NAMES = 1000;

/** Critical exactly where the subject is empty, which the caller knows. At least one name. */
export function subjectAlternativeName(names: readonly GeneralName[], { critical = false } = {}): Buffer {
  if (names.length === 0) throw new RangeError('subjectAlternativeName: at least one name is needed');
  return extension(encodedOid, critical, seqOf(names.map(name => name.der)));
}

/** Throws `InvalidDer` or `InvalidGeneralName`. */
export function decodeSubjectAlternativeName(value: Buffer): readonly GeneralName[] {
  const names = readInside(value, 'subject alternative name');
  return childrenOf(names, tags.sequence, 'extension subjectAlternativeName', 1, MAX_NAMES).map((name, index) => {
    try {
      return decodeGeneralName(name);
    } catch (cause) {
      if (!(cause instanceof InvalidGeneralName)) throw cause;
      throw new InvalidGeneralName(cause.type, `Alternative name ${index + 1}: ${cause.message}`, { cause });
    }
  });
}
