/**
 * Addresses and CIDR blocks of the operators IpAddress and NotIpAddress, IPv4 and IPv6, on node:net's BlockList.
 * An IPv4 address that arrives in IPv6 dress (`::ffff:192.0.2.1`, what a dual-stack listener reports) is that IPv4
 * address, on both sides: the two families are kept in lists of their own, so `::/0` does not cover IPv4 callers.
 */
import { BlockList, isIP } from 'node:net';

/** A set of addresses and blocks, built up entry by entry. */
export class AddressBlocks {
  private readonly ipv4 = new BlockList();
  private readonly ipv6 = new BlockList();

  /**
   * Adds `192.0.2.1`, `10.0.0.0/8`, `2001:db8::1`, `2001:db8::/32`. Host bits in a block are allowed and mean nothing.
   * Gives false, and adds nothing, for anything else: leading zeros, short forms, names, zones.
   */
  add(entry: string): boolean {
    const [address = '', length, ...more] = entry.split('/');
    const version = address.includes('%') ? 0 : isIP(address);
    const bits = version === 4 ? 32 : 128;
    if (version === 0 || more.length > 0 || (length !== undefined && !isPrefixLength(length, bits))) return false;

    const prefix = length === undefined ? bits : Number(length);
    const inner = version === 6 && prefix >= mappedPrefix ? mappedAddress(address) : undefined;
    if (inner !== undefined) this.ipv4.addSubnet(inner, prefix - mappedPrefix, 'ipv4');
    else if (version === 4) this.ipv4.addSubnet(address, prefix, 'ipv4');
    else this.ipv6.addSubnet(address, prefix, 'ipv6');
    return true;
  }

  /** Whether an address is in the set; text that is no address is in none. */
  has(address: string): boolean {
    const bare = address.replace(/%.*$/, '');
    switch (isIP(bare)) {
      case 4:
        return this.ipv4.check(bare, 'ipv4');
      case 6: {
        const inner = mappedAddress(bare);
        return inner === undefined ? this.ipv6.check(bare, 'ipv6') : this.ipv4.check(inner, 'ipv4');
      }
      default:
        return false;
    }
  }
}

/** `::ffff:0:0/96` (RFC 4291 section 2.5.5.2). */
const mappedPrefix = 96;

function isPrefixLength(text: string, bits: number): boolean {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= bits;
}

/** The IPv4 address inside an IPv4-mapped IPv6 address in any of its spellings; undefined for every other address. */
function mappedAddress(address: string): string | undefined {
  // The URL standard's serialiser gives one spelling for all: lower case, compressed, the last 32 bits as two groups.
  const mapped = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]`).hostname);
  if (mapped === null) return undefined;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
