/** Extended key usage (RFC 5280 section 4.2.1.12): the purposes the certificate serves, by the API's names or as identifiers. */
import { isOid, oid, seqOf } from '../../crypto/der.js';
import { InvalidInput } from '../../crypto/invalid-input.js';
import { childrenOf, oidOf, readInside } from '../der-values.js';
import { tags } from '../strict-der.js';
import { extension } from './extension.js';

export const extendedKeyUsageOid = '2.5.29.37';
const encodedOid = oid(extendedKeyUsageOid);

export class UnknownPurpose extends InvalidInput {}

const purposeOids: ReadonlyMap<string, string> = new Map([
  ['any', '2.5.29.37.0'],
  ['serverAuth', '1.3.6.1.5.5.7.3.1'],
  ['clientAuth', '1.3.6.1.5.5.7.3.2'],
  ['codeSigning', '1.3.6.1.5.5.7.3.3'],
  ['emailProtection', '1.3.6.1.5.5.7.3.4'],
  ['timeStamping', '1.3.6.1.5.5.7.3.8'],
  ['OCSPSigning', '1.3.6.1.5.5.7.3.9'],
]);

const namesOfOids: ReadonlyMap<string, string> = new Map([...purposeOids].map(([name, id]) => [id, name]));

export const purposeNames: readonly string[] = [...purposeOids.keys()];

/** The identifier of a purpose given by name or in dotted form. Throws `UnknownPurpose`. */
export function purposeOid(purpose: string): string {
  const known = purposeOids.get(purpose) ?? (isOid(purpose) ? purpose : undefined);
  if (known !== undefined) return known;
  throw new UnknownPurpose(`"${purpose.slice(0, 64)}" is no extended key usage.`);
}

/** What a purpose is called in messages: its name, or the identifier where it has none. */
export const purposeName = (id: string): string => namesOfOids.get(id) ?? id;

/** Takes names and identifiers, each once; at least one. Throws `UnknownPurpose`. */
export function extendedKeyUsage(purposes: readonly string[], { critical = false } = {}): Buffer {
  if (purposes.length === 0) throw new RangeError('extendedKeyUsage: at least one purpose is needed');
  const oids = new Set(purposes.map(purposeOid));
  return extension(encodedOid, critical, seqOf([...oids].map(oid)));
}

/** The identifiers. Throws `InvalidDer`. */
export function decodeExtendedKeyUsage(value: Buffer): readonly string[] {
  const what = 'extension extendedKeyUsage';
  return childrenOf(readInside(value, 'extended key usage'), tags.sequence, what, 1, 64).map(purpose =>
    oidOf(purpose, what),
  );
}
