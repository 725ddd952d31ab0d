/**
 * Sets of addresses and CIDR blocks, IPv4 and IPv6, on node:net's BlockList: for the operators IpAddress and NotIpAddress, for
 * network rules and for the proxies that are believed. An IPv4 address in IPv6 dress is that IPv4 address, on both sides: the
 * two families are kept in lists of their own, so `::/0` does not cover IPv4 callers.
 */
import { BlockList, isIP } from 'node:net';
import { canonicalAddress } from './address.js';

/** A set of addresses and blocks, built up entry by entry. */
export class AddressBlocks {
  /** What was added, in its order: another thread makes the same set of it. */
  readonly entries: string[] = [];
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
    const canonical = canonicalAddress(address)!;
    const isMapped = version === 6 && isIP(canonical) === 4;
    if (version === 4) this.ipv4.addSubnet(address, prefix, 'ipv4');
    else if (isMapped && prefix >= mappedPrefix) this.ipv4.addSubnet(canonical, prefix - mappedPrefix, 'ipv4');
    else this.ipv6.addSubnet(address, prefix, 'ipv6');
    this.entries.push(entry);
    return true;
  }

  /** The set of the entries of another one. */
  static of(entries: readonly string[]): AddressBlocks {
    const blocks = new AddressBlocks();
    for (const entry of entries) blocks.add(entry);
    return blocks;
  }

  /** Whether an address, in whatever spelling, is in the set; text that is no address is in none. */
  has(address: string): boolean {
    if (this.entries.length === 0) return false;
    const canonical = canonicalAddress(address);
    if (canonical === undefined) return false;
    return isIP(canonical) === 4 ? this.ipv4.check(canonical, 'ipv4') : this.ipv6.check(canonical, 'ipv6');
  }
}

/** `::ffff:0:0/96` (RFC 4291 section 2.5.5.2). */
const mappedPrefix = 96;

function isPrefixLength(text: string, bits: number): boolean {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= bits;
}
