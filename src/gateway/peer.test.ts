import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressBlocks } from '../access/address-blocks.js';
import { connectionOf, knownAddress, peerOf } from './peer.js';

const proxies = new AddressBlocks();
for (const entry of ['10.0.0.7', '192.168.0.0/24', '2001:db8:1::/48']) proxies.add(entry);
const from = (remoteAddress: string | undefined, encrypted = false) => connectionOf(remoteAddress, encrypted);
const forwarded = (...entries: string[]) => ({ 'x-forwarded-for': entries.join(', ') });

describe('the address', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('of the connection %s is %s, whatever a header says', (remote, address) => {
    for (const headers of [{}, forwarded('198.51.100.1'), forwarded('unknown')]) {
      expect(peerOf(from(remote), headers, proxies)).toEqual({ nearest: address, address, secure: false });
    }
  });

  test.each([
    [['198.51.100.1'], '198.51.100.1'],
    [['198.51.100.1', '203.0.113.9'], '203.0.113.9'],
    [['10.0.0.7', '203.0.113.9'], '203.0.113.9'],
    [['198.51.100.1', '192.168.0.200'], '198.51.100.1'],
    [['198.51.100.1', '203.0.113.9', '192.168.0.200', '::ffff:10.0.0.7'], '203.0.113.9'],
    [['10.0.0.7', '192.168.0.1'], '10.0.0.7'],
    [['unknown', '203.0.113.9'], '203.0.113.9'],
    [['', '203.0.113.9'], '203.0.113.9'],
    [['::ffff:cb00:7109'], '203.0.113.9'],
    [['2001:0DB8:0::1'], '2001:db8::1'],
    [['2001:db8:1::5', '2001:db8:2::5', '2001:db8:1:0::6'], '2001:db8:2::5'],
    [['203.0.113.9:4711'], '203.0.113.9'],
    [['[2001:db8::1]:4711'], '2001:db8::1'],
    [['[2001:db8::1]'], '2001:db8::1'],
    [['fe80::1%eth0'], 'fe80::1'],
  ])('that a trusted proxy forwards as %j is %s', (entries, address) => {
    for (const proxy of ['10.0.0.7', '::ffff:10.0.0.7', '192.168.0.99', '2001:db8:1::1']) {
      expect(peerOf(from(proxy), forwarded(...entries), proxies).address).toBe(address);
    }
  });

  test('is that of a proxy which forwards nothing', () => {
    expect(peerOf(from('10.0.0.7'), {}, proxies).address).toBe('10.0.0.7');
  });

  test.each([
    'unknown',
    '',
    'localhost',
    '203.0.113',
    '203.0.113.9/32',
    '203.0.113.9:x',
    '[203.0.113.9',
    '_hidden',
    '*',
  ])('is nobody’s when the nearest entry of a trusted proxy is %j, and the call is refused', entry => {
    for (const entries of [[entry], ['198.51.100.1', entry], ['198.51.100.1', entry, '192.168.0.1']]) {
      const peer = peerOf(from('10.0.0.7'), forwarded(...entries), proxies);
      expect(peer).toEqual({ nearest: '10.0.0.7', address: undefined, secure: false, unreadable: entry });
      expect(() => knownAddress(peer)).toThrow(
        `The X-Forwarded-For of a trusted proxy has an entry that is no IP address, "${entry}".`,
      );
    }
  });

  test('of a connection that is closed is nobody’s, and the call is refused', () => {
    expect(() => knownAddress(peerOf(from(undefined), forwarded('198.51.100.1'), proxies))).toThrow(
      'Specified parameter connection is not valid.',
    );
  });

  test('left of an address that is no proxy’s nothing counts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.ipV4(), (left, address) => {
        fc.pre(!proxies.has(address));
        expect(peerOf(from('10.0.0.7'), forwarded(...left, address), proxies).address).toBe(address);
      }),
    );
  });
});

describe('TLS', () => {
  test.each([
    [undefined, false],
    ['https', true],
    ['HTTPS', true],
    ['http', false],
    ['', false],
    ['https, https', true],
    ['https, http', false],
    ['http, https', false],
    ['wss', false],
  ])('that a trusted proxy forwards as %j: %s', (protocol, secure) => {
    const headers = protocol === undefined ? {} : { 'x-forwarded-proto': protocol };
    expect(peerOf(from('10.0.0.7'), headers, proxies).secure).toBe(secure);
    expect(peerOf(from('203.0.113.9'), headers, proxies).secure).toBe(false);
    expect(peerOf(from('203.0.113.9', true), headers, proxies).secure).toBe(true);
  });

  test('to a proxy that says nothing of it is that of its connection', () => {
    expect(peerOf(from('10.0.0.7', true), forwarded('203.0.113.9'), proxies).secure).toBe(true);
  });
});
