import { expect, test } from 'vitest';
import { coverageOf, isAddressOrBlock } from './network-rules.js';

test.each([
  '192.168.17.13',
  '10.10.10.10/24',
  '0.0.0.0/0',
  '71.71.71.71',
  '10.0.0.1/32',
  '2001:db8::1',
  '2001:db8::1/32',
  '::/0',
])('%s is an address or a block', text => expect(isAddressOrBlock(text)).toBe(true));

test.each([
  '',
  'localhost',
  '10.0.0',
  '010.1.1.1',
  '256.0.0.1',
  '10.0.0.1/33',
  '10.0.0.1/',
  '10.0.0.1/08',
  '10.0.0.1/-1',
  '10.0.0.1/1/1',
  ' 10.0.0.1',
  '2001:db8::/129',
  'fe80::1%eth0',
  '10.0.0.1/1e1',
])('%j is none', text => expect(isAddressOrBlock(text)).toBe(false));

test.each([
  ['10.10.10.10/24', '10.10.10.255', true],
  ['10.10.10.10/24', '10.10.11.0', false],
  ['192.168.17.13', '::ffff:192.168.17.13', true],
  ['192.168.17.13', '::FFFF:c0a8:110d', true],
  ['::ffff:192.168.17.13', '192.168.17.13', true],
  ['::ffff:192.168.17.0/120', '192.168.17.13', true],
  ['::/0', '192.168.17.13', false],
  ['::/0', '::ffff:192.168.17.13', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['0.0.0.0/0', '', false],
])('%s covers %s: %s', (entry, address, expected) => {
  expect(coverageOf({ sourceAddresses: [entry] }).has(address)).toBe(expected);
});
