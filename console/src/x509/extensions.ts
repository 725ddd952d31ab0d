/** Extensions of certificates in words: RFC 5280 section 4.2. One that is not known is shown in hex. */
import { childrenOf, type DerNode, readNode, readNodes, TAG } from './der';
import { readBitString, readOid, readSmallInteger } from './der-values';
import { generalName, readGeneralNames } from './name';
import { ACCESS_METHODS, EXTENSIONS, PURPOSES } from './object-identifiers';

export interface Extension {
  readonly oid: string;
  /** As the standard calls it; the object identifier where it is unknown. */
  readonly name: string;
  readonly critical: boolean;
  readonly values: readonly string[];
}

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(EXTENSIONS).map(([name, oid]) => [oid, name]));

export function readExtension(node: DerNode): Extension {
  const [id, ...others] = childrenOf(node);
  const oid = readOid(id);
  const critical = others[0]?.tag === TAG.boolean && others[0].content[0] !== 0;
  const value = others.at(-1)?.content ?? new Uint8Array();
  return { oid, name: NAMES.get(oid) ?? oid, critical, values: valuesOf(oid, value) };
}

function valuesOf(oid: string, value: Uint8Array): string[] {
  try {
    return (READERS[oid] ?? inHex)(value);
  } catch {
    return inHex(value);
  }
}

const inHex = (value: Uint8Array): string[] => [colons(value)];

const READERS: Readonly<Record<string, (value: Uint8Array) => string[]>> = {
  [EXTENSIONS.subjectKeyIdentifier]: value => [colons(readNode(value).content)],
  [EXTENSIONS.authorityKeyIdentifier]: value => {
    const keyId = childrenOf(readNode(value)).find(({ tag }) => tag === 0x80);
    return keyId ? [colons(keyId.content)] : inHex(value);
  },
  [EXTENSIONS.keyUsage]: keyUsages,
  [EXTENSIONS.extKeyUsage]: value => childrenOf(readNode(value)).map(purpose => named(PURPOSES, readOid(purpose))),
  [EXTENSIONS.subjectAltName]: value => readGeneralNames(readNode(value).content),
  [EXTENSIONS.issuerAltName]: value => readGeneralNames(readNode(value).content),
  [EXTENSIONS.basicConstraints]: basicConstraints,
  [EXTENSIONS.certificatePolicies]: value => childrenOf(readNode(value)).map(policy => readOid(childrenOf(policy)[0])),
  [EXTENSIONS.cRLDistributionPoints]: value => childrenOf(readNode(value)).flatMap(distributionPoint),
  [EXTENSIONS.authorityInfoAccess]: value =>
    childrenOf(readNode(value)).map(description => {
      const [method, location] = childrenOf(description);
      return `${named(ACCESS_METHODS, readOid(method))}: ${location ? generalName(location) : ''}`;
    }),
};

const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Bit 0 is the highest of the first byte. */
function keyUsages(value: Uint8Array): string[] {
  const { bytes } = readBitString(readNode(value));
  return USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function basicConstraints(value: Uint8Array): string[] {
  const children = childrenOf(readNode(value));
  const isAuthority = children.some(({ tag, content }) => tag === TAG.boolean && content[0] !== 0);
  const pathLength = children.find(({ tag }) => tag === TAG.integer);
  return [`CA:${isAuthority ? 'TRUE' : 'FALSE'}`, ...(pathLength ? [`pathlen:${readSmallInteger(pathLength)}`] : [])];
}

/** The addresses in `distributionPoint [0] { fullName [0] }`. */
function distributionPoint(point: DerNode): string[] {
  const name = childrenOf(point).find(({ tag }) => tag === 0xa0);
  const fullName = name && readNodes(name.content).find(({ tag }) => tag === 0xa0);
  return fullName ? readGeneralNames(fullName.content) : inHex(point.content);
}

function named(names: Readonly<Record<string, string>>, oid: string): string {
  return names[oid] ?? oid;
}

export function colons(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}
