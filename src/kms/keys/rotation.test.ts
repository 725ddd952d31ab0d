import { expect, test } from 'vitest';
import { canRotate, DAY_MS, rotationInterval } from './rotation.js';

test.each([
  ['7d', 7 * DAY_MS],
  ['730d', 730 * DAY_MS],
  ['168h', 7 * DAY_MS],
  ['10080m', 7 * DAY_MS],
  ['604800s', 7 * DAY_MS],
  ['604801s', 7 * DAY_MS + 1000],
  ['167h', undefined],
  ['63072001s', undefined],
  ['7', undefined],
  ['7D', undefined],
  ['07d', undefined],
  [' 7d', undefined],
  ['7.5d', undefined],
  ['1e2d', undefined],
])('%s', (text, ms) => {
  expect(rotationInterval(text)).toBe(ms);
});

test('what is made here and encrypts symmetrically can rotate', () => {
  expect(canRotate('Aliyun_SM4', 'Aliyun_KMS')).toBe(true);
  expect(canRotate('Aliyun_SM4', 'EXTERNAL')).toBe(false);
  expect(canRotate('HMAC_SM3', 'Aliyun_KMS')).toBe(false);
  expect(canRotate('RSA_2048', 'Aliyun_KMS')).toBe(false);
});
