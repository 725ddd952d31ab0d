import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readUuid, uuidBytes } from './uuid-reader.js';

test('the bytes of a UUID in capitals are its digits', () => {
  for (let n = 0; n < 1000; n++) {
    const uuid = randomUUID().toUpperCase();
    expect(readUuid(uuid)).toBe(true);
    expect(uuidBytes.toString('hex').toUpperCase()).toBe(uuid.replaceAll('-', ''));
  }
});

test('whatever else is no UUID, one character beside it included', () => {
  const uuid = 'ABCDEF01-2345-6789-ABCD-EF0123456789';
  for (const character of ['-', 'a', 'G', '/', ':', '@', 'ı', '\uFF11']) {
    for (let at = 0; at < uuid.length; at++) {
      if (uuid[at] !== character) expect(readUuid(uuid.slice(0, at) + character + uuid.slice(at + 1))).toBe(false);
    }
  }
  for (const text of ['', uuid.slice(1), `${uuid}0`, uuid.replaceAll('-', '')]) expect(readUuid(text)).toBe(false);
});
