import { expect, test } from 'vitest';
import { defaultResourceGroup } from './resource-group.js';

test('default resource groups differ between accounts and are always the same for one', () => {
  expect(defaultResourceGroup('1000000000000001')).toBe('rg-acfm09ugxnorjlt');
  expect(defaultResourceGroup('1000000000000001')).not.toBe(defaultResourceGroup('1000000000000002'));
});
