import { describe, expect, test } from 'vitest';
import { randomIdentifiers as random } from './identifiers.js';

describe('identifiers', () => {
  test.each([
    ['account ids have 16 digits', () => random.accountId(), /^[1-9]\d{15}$/],
    ['user ids have 18 digits', () => random.userId(), /^[1-9]\d{17}$/],
    ['role ids have 18 digits', () => random.roleId(), /^[1-9]\d{17}$/],
    ['group ids are g- and 16 letters and digits', () => random.groupId(), /^g-[A-Za-z0-9]{16}$/],
    ['AccessKeyIds are LTAI and 20 letters and digits', () => random.accessKeyId(), /^LTAI[A-Za-z0-9]{20}$/],
    ['secrets are 30 letters and digits', () => random.accessKeySecret(), /^[A-Za-z0-9]{30}$/],
  ])('%s, and none comes twice', (_claim, make, pattern) => {
    const made = Array.from({ length: 500 }, make);
    for (const text of made) expect(text).toMatch(pattern);
    expect(new Set(made).size).toBe(made.length);
  });

  test('every digit and letter occurs', () => {
    const characters = new Set(Array.from({ length: 200 }, () => random.accessKeySecret()).join(''));
    expect(characters.size).toBe(62);
  });
});
