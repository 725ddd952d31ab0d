/**
 * Where a request comes from: the connection's other end, or what a proxy says that the administrator trusts (`--trust-proxy`).
 * Without that setting no header is believed, since anybody can send one.
 *
 * `X-Forwarded-For` is a list to which each proxy adds the address it got the request from, at the right. So it is read from the
 * right, and the first address that is not a trusted proxy's is the caller's: what stands left of it came from the caller itself.
 */
import { canonicalAddress } from '../access/address.js';
import type { AddressBlocks } from '../access/address-blocks.js';
import { firstCharacters } from '../text/first-characters.js';
import { gatewayError } from './gateway-error.js';

export interface Peer {
  /** The connection's other end, for the log. */
  readonly nearest: string | undefined;
  /** In the spelling of `canonicalAddress`. Undefined when the connection is gone already, and when a trusted proxy's header has no reading. */
  readonly address: string | undefined;
  /** Whether the caller came over TLS. */
  readonly secure: boolean;
  /** The header's entry that has no reading. */
  readonly unreadable?: string;
}

export interface Connection {
  /** In the spelling of `canonicalAddress`; undefined where it was closed already when this was asked. */
  readonly address: string | undefined;
  readonly encrypted: boolean;
}

/** What stays the same for all requests of a connection. @param remoteAddress as the socket has it; undefined once it is closed */
export function connectionOf(remoteAddress: string | undefined, encrypted: boolean): Connection {
  return { address: canonicalAddress(remoteAddress ?? ''), encrypted };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The caller of a request. Never throws: a page that anybody may read is answered whatever its headers say. */
export function peerOf(connection: Connection, headers: Headers, trustedProxies: Pick<AddressBlocks, 'has'>): Peer {
  const nearest = connection.address;
  if (nearest === undefined || !trustedProxies.has(nearest)) {
    return { nearest, address: nearest, secure: connection.encrypted };
  }
  const secure = isForwardedSecure(headers, connection.encrypted);
  let address = nearest;
  for (const entry of entriesOf(headers['x-forwarded-for']).reverse()) {
    const hop = canonicalAddress(withoutPort(entry));
    // To go on with the proxy's own address would lend the caller the proxy's place in the network.
    if (hop === undefined) return { nearest, address: undefined, secure, unreadable: entry };
    address = hop;
    if (!trustedProxies.has(hop)) break;
  }
  return { nearest, address, secure };
}

/** The address to judge a call by. Throws for a caller whose address nobody knows: conditions and network rules could not hold for it. */
export function knownAddress({ address, unreadable }: Peer): string {
  if (address !== undefined) return address;
  if (unreadable === undefined) throw gatewayError('InvalidParameter.Format', { P: 'connection' });
  throw gatewayError('InvalidParameter.ForwardedFor', { entry: firstCharacters(unreadable, 64) });
}

/** Every proxy has to have been reached over TLS. Where none says anything, the connection is what is known. */
function isForwardedSecure(headers: Headers, encrypted: boolean): boolean {
  const protocols = entriesOf(headers['x-forwarded-proto']);
  return protocols.length === 0 ? encrypted : protocols.every(protocol => protocol.toLowerCase() === 'https');
}

/** A header that stands several times is one list (RFC 9110 section 5.3). Empty entries stay: what the proxy left out must not be read from the caller's part. */
function entriesOf(header: string | string[] | undefined): string[] {
  if (header === undefined) return [];
  return [header]
    .flat()
    .join(',')
    .split(',')
    .map(entry => entry.trim());
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  const parts = /^(?:\[([^\]]*)\]|([0-9.]+))(?::[0-9]{1,5})?$/.exec(entry);
  return parts?.[1] ?? parts?.[2] ?? entry;
}
