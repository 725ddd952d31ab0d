import { expect, test } from 'vitest';
import { areTagsSound } from './tags.js';

const tag = (key: string, value = '') => ({ key, value });

test.each([
  [[], true],
  [[tag('a'), tag('A')], true],
  [[tag('my-aliyun', 'acs:x')], true],
  [[tag('a', '1'), tag('a', '2')], false],
  [[tag('')], false],
  [[tag('aliyun')], false],
  [[tag('Aliyun-x')], false],
  [[tag('ACS:x')], false],
  [[tag('http://x')], false],
  [[tag('a', 'see HTTPS://x')], false],
  [Array.from({ length: 20 }, (_, i) => tag(`k${i}`)), true],
  [Array.from({ length: 21 }, (_, i) => tag(`k${i}`)), false],
])('%j: %s', (tags, sound) => {
  expect(areTagsSound(tags)).toBe(sound);
});
