import { expect, test } from 'vitest';
import { keyReference, newKeyId } from './key-reference.js';

test.each([
  ['key-hzz1', { kind: 'id', id: 'key-hzz1' }],
  ['', { kind: 'id', id: '' }],
  ['alias/orders/db', { kind: 'alias', alias: 'orders/db' }],
  ['alias/', { kind: 'alias', alias: '' }],
  ['Alias/a', { kind: 'id', id: 'Alias/a' }],
  ['acs:kms:r:1:key/k', { kind: 'arn', region: 'r', accountId: '1', id: 'k' }],
  ['acs:kms:::key/k', { kind: 'arn', region: '', accountId: '', id: 'k' }],
  ['acs:kms:r:1:key/', { kind: 'id', id: 'acs:kms:r:1:key/' }],
  ['acs:kms:r:1:alias/k', { kind: 'id', id: 'acs:kms:r:1:alias/k' }],
  ['ACS:kms:r:1:key/k', { kind: 'id', id: 'ACS:kms:r:1:key/k' }],
])('%s', (text, reference) => {
  expect(keyReference(text)).toEqual(reference);
});

test('ids of later seconds come after those of earlier ones, and no two are the same', () => {
  const at = (seconds: number) => newKeyId(new Date(seconds * 1000));
  expect(at(1_700_000_000)).toMatch(/^key-hzz6553f100[0-9a-z]{10}$/);
  expect(at(1_700_000_000) < at(1_700_000_001)).toBe(true);
  expect(at(0)).toMatch(/^key-hzz00000000[0-9a-z]{10}$/);
  expect(new Set(Array.from({ length: 1000 }, () => at(1))).size).toBe(1000);
});
