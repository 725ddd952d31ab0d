import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressBlocks } from './address-blocks.js';

const cases: readonly [entry: string, address: string, contained: boolean][] = [
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '192.0.2.2', false],
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.1.2.3/8', '10.9.9.9', true],
  ['192.0.2.128/25', '192.0.2.127', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
  ['::/0', '203.0.113.9', false],
  ['::/0', '::ffff:203.0.113.9', false],
  ['2001:db8::1', '2001:0DB8:0:0::0001', true],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['192.0.2.0/24', '::ffff:192.0.2.7', true],
  ['192.0.2.0/24', '::FFFF:c000:0207', true],
  ['192.0.2.0/24', '0:0:0:0:0:ffff:192.0.2.7', true],
  ['192.0.2.0/24', '::192.0.2.7', false],
  ['::ffff:192.0.2.0/120', '192.0.2.7', true],
  ['::ffff:192.0.2.0/120', '192.0.3.7', false],
  ['::ffff:192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', 'localhost', false],
  ['192.0.2.1', '', false],
  ['192.0.2.1', '192.0.2.1/32', false],
];

describe('address blocks', () => {
  test.each(cases)('%s and %s: %s', (entry, address, contained) => {
    const blocks = new AddressBlocks();
    expect(blocks.add(entry)).toBe(true);
    expect(blocks.has(address)).toBe(contained);
  });

  test.each([
    '',
    '10.0.0',
    '10.0.0.0.0',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/+8',
    '10.0.0.0/8/8',
    ' 10.0.0.1',
    '10.0.0.1\n',
    '::/129',
    '2001:db8::1::',
    'fe80::1%eth0',
    '[::1]',
    'example.com',
    '*',
    '10.*',
  ])('%j is not an entry', entry => {
    expect(new AddressBlocks().add(entry)).toBe(false);
  });

  test('contain an IPv4 address exactly when its leading bits are theirs', () => {
    const addresses = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(addresses, addresses, fc.nat(32), (block, address, prefix) => {
        const blocks = new AddressBlocks();
        blocks.add(`${block.join('.')}/${prefix}`);
        const leading = (parts: readonly number[]) =>
          parts
            .map(part => part.toString(2).padStart(8, '0'))
            .join('')
            .slice(0, prefix);
        expect(blocks.has(address.join('.'))).toBe(leading(block) === leading(address));
        expect(blocks.has(`::ffff:${address.join('.')}`)).toBe(leading(block) === leading(address));
      }),
    );
  });

  test('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), text => {
        const blocks = new AddressBlocks();
        expect(typeof blocks.add(text)).toBe('boolean');
        expect(typeof blocks.has(text)).toBe('boolean');
      }),
    );
  });
});
