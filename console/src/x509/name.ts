/** Distinguished names and general names: RFC 5280 sections 4.1.2.4 and 4.2.1.6. */
import { toHex } from '../signing/digest';
import { childrenOf, type DerNode, readNodes, TAG } from './der';
import { oidText, readOid, readText } from './der-values';
import { ATTRIBUTES } from './object-identifiers';

export interface NamePart {
  readonly type: string;
  readonly value: string;
  /** Whether it stands in one relative name with the part before it. */
  readonly withPrevious?: boolean;
}

export function readName(node: DerNode | undefined): NamePart[] {
  return childrenOf(node).flatMap(set =>
    childrenOf(set, TAG.set).map((attribute, index) => {
      const [type, value] = childrenOf(attribute);
      const oid = readOid(type);
      return {
        type: ATTRIBUTES[oid] ?? oid,
        value: value ? readText(value) : '',
        ...(index > 0 && { withPrevious: true }),
      };
    }),
  );
}

/** In the order of the certificate, as openssl shows it. */
export function nameText(parts: readonly NamePart[]): string {
  return parts
    .map(({ type, value, withPrevious }, index) => `${index === 0 ? '' : withPrevious ? ' + ' : ', '}${type}=${value}`)
    .join('');
}

export function readGeneralNames(content: Uint8Array): string[] {
  return readNodes(content).map(generalName);
}

export function generalName({ tag, content }: DerNode): string {
  switch (tag & 0x1f) {
    case 1:
      return `email:${new TextDecoder().decode(content)}`;
    case 2:
      return `DNS:${new TextDecoder().decode(content)}`;
    case 4:
      return `DirName:${nameText(readNodes(content).flatMap(readName))}`;
    case 6:
      return `URI:${new TextDecoder().decode(content)}`;
    case 7:
      return `IP:${addressText(content)}`;
    case 8:
      return `OID:${oidText(content)}`;
    default:
      return `[${tag & 0x1f}] ${toHex(content)}`;
  }
}

function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return toHex(bytes);
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  // The URL parser shortens as RFC 5952 says.
  return new URL(`http://[${groups.map(group => group.toString(16)).join(':')}]/`).hostname.slice(1, -1);
}
