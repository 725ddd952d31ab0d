/** Key usage (RFC 5280 section 4.2.1.3): what the key of the certificate may be used for. */
import type { Algorithm } from '../../crypto/algorithm.js';
import { namedBits, oid } from '../../crypto/der.js';
import { contentOf, malformed, readInside } from '../der-values.js';
import { InvalidDer, tags } from '../strict-der.js';
import { extension } from './extension.js';

export const keyUsageOid = '2.5.29.15';
const encodedOid = oid(keyUsageOid);

/** In the order of their bits. contentCommitment was called nonRepudiation before X.509 (2005). */
export const keyUsages = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof keyUsages)[number];

const ofEncipheringKeys: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment'];
const ofAgreeingKeys: readonly KeyUsage[] = ['keyAgreement', 'encipherOnly', 'decipherOnly'];

/** The first of the usages that a key of that kind cannot serve; undefined where it can serve all. */
export function impossibleKeyUsage(
  { canEncipher, canAgree }: Pick<Algorithm, 'canEncipher' | 'canAgree'>,
  usages: readonly KeyUsage[],
): KeyUsage | undefined {
  return usages.find(
    usage => (!canEncipher && ofEncipheringKeys.includes(usage)) || (!canAgree && ofAgreeingKeys.includes(usage)),
  );
}

/** Critical unless said otherwise: RFC 5280 section 4.2.1.3 says it should be. At least one usage has to be given. */
export function keyUsage(usages: readonly KeyUsage[], { critical = true } = {}): Buffer {
  if (usages.length === 0) throw new RangeError('keyUsage: at least one bit has to be set (RFC 5280 section 4.2.1.3)');
  return extension(encodedOid, critical, namedBits(usages.map(usage => keyUsages.indexOf(usage))));
}

/** Throws `InvalidDer`, also for a list without a usage or with bits that have no name. */
export function decodeKeyUsage(value: Buffer): readonly KeyUsage[] {
  const [unused = 0, ...octets] = contentOf(readInside(value, 'key usage'), tags.bitString, 'extension keyUsage');
  const found: KeyUsage[] = [];
  for (let bit = 0; bit < octets.length * 8; bit++) {
    if (((octets[bit >> 3] as number) & (0x80 >> (bit & 7))) === 0) continue;
    const usage = keyUsages[bit];
    if (usage === undefined) throw new InvalidDer(`The extension keyUsage sets bit ${bit}, which has no name.`);
    found.push(usage);
  }
  // The last bit that DER writes is a one (X.690 section 11.2.2).
  const last = octets.length * 8 - 1 - unused;
  const trimmed = last >= 0 && ((octets[last >> 3] as number) & (0x80 >> (last & 7))) !== 0;
  if (found.length === 0) throw new InvalidDer('The extension keyUsage is malformed: it names no usage.');
  if (!trimmed) throw malformed('extension keyUsage');
  return found;
}
