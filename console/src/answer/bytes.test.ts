import { expect, test } from 'vitest';
import { notationsOf, shownPart, toBase64, written } from './bytes';

const bytes = (...octets: number[]) => Uint8Array.from(octets);
const utf8 = (text: string) => new TextEncoder().encode(text);

test('what is UTF-8 without controls has a text', () => {
  expect(notationsOf(utf8('größe\n\t密钥'))).toEqual(['text', 'hex', 'base64']);
  expect(written(utf8('größe'), 'text')).toBe('größe');
  for (const other of [bytes(0xff), bytes(0), bytes(0x1b, 0x5b), utf8('\u202e'), bytes(0xc3)]) {
    expect(notationsOf(other)).toEqual(['hex', 'base64']);
  }
});

test('hex is shown in groups and copied without', () => {
  const value = bytes(0, 1, 0xfe, 0xff, 7);
  expect(shownPart(value, 'hex')).toEqual({ text: '0001 feff 07', isWhole: true });
  expect(written(value, 'hex')).toBe('0001feff07');
  expect(written(value, 'base64')).toBe('AAH+/wc=');
});

test('of a long value the beginning is shown, in whole characters', () => {
  const long = utf8('密'.repeat(5000));
  const { text, isWhole } = shownPart(long, 'text');
  expect([isWhole, text]).toEqual([false, '密'.repeat(1365)]);
  expect(shownPart(long, 'base64').text).toHaveLength(5460);
  expect(atob(toBase64(long))).toHaveLength(15_000);
});
