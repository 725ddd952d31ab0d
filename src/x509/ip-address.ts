/** IP addresses between text and the 4 or 16 octets of an iPAddress (RFC 5280 section 4.2.1.6). IPv6 text follows RFC 5952. */
import { isIPv4, isIPv6 } from 'node:net';

/** Undefined when the text is not one address: a network, a zone index and leading zeros in IPv4 are refused. */
export function ipOctets(text: string): Buffer | undefined {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  if (!isIPv6(text) || text.includes('%')) return undefined;
  // The last four octets may be written as an IPv4 address.
  const dotted = /[^:]+\.[^:]+$/.exec(text)?.[0];
  const tail = dotted ? Buffer.from(dotted.split('.').map(Number)).toString('hex') : '';
  const groups = dotted ? `${text.slice(0, -dotted.length)}${tail.slice(0, 4)}:${tail.slice(4)}` : text;
  const [left = '', right] = groups.split('::');
  const leading = left === '' ? [] : left.split(':');
  const trailing = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array<string>(8 - leading.length - trailing.length).fill('0');
  return Buffer.from([...leading, ...zeros, ...trailing].map(group => group.padStart(4, '0')).join(''), 'hex');
}

/** Undefined when there are neither 4 nor 16 octets. */
export function ipText(octets: Buffer): string | undefined {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return undefined;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(octets.readUInt16BE(at).toString(16));
  // The first of the longest runs of two zeros or more becomes "::".
  const text = groups.join(':');
  const runs = text.match(/\b0(?::0\b)+/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(new RegExp(`(?:^|:)\\b${longest}\\b(?::|$)`), '::');
}
