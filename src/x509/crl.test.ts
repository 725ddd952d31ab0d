import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integer, seq } from '../crypto/der.js';
import { RevokedWriter } from './crl.js';
import { encodeTime } from './time.js';

test('entries are what the DER writer makes of them, whatever their number, over all buffers', () => {
  const serial = fc.uint8Array({ minLength: 1, maxLength: 20 }).filter(([first]) => first !== 0);
  // Past 2049 the time has another form.
  const time = fc.date({ min: new Date('1951-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
  const entries = fc.array(fc.tuple(serial, time), { minLength: 0, maxLength: 1200 });
  fc.assert(
    fc.property(entries, list => {
      const writer = new RevokedWriter();
      for (const [octets, at] of list) writer.add(Buffer.from(octets).toString('hex'), at);
      const expected = list.map(([octets, at]) => seq(integer(octets), encodeTime(at)));
      expect(Buffer.concat(writer.pieces)).toEqual(Buffer.concat(expected));
    }),
    { numRuns: 40 },
  );
});

test('what was handed over stays as it is when more is added', () => {
  const writer = new RevokedWriter();
  writer.add('05', new Date(0));
  const [piece] = writer.pieces;
  const before = Buffer.from(piece ?? []);
  for (let i = 0; i < 2000; i++) writer.add('7f', new Date(i * 1000));
  expect(piece).toEqual(before);
  expect(writer.pieces.length).toBeGreaterThan(1);
});
