import { expect, test } from 'vitest';
import { areTagsSound, faultOfTags, type Tag, type TagFault } from './tags.js';

const tag = (key: string, value = '') => ({ key, value });

test.each<[Tag[], TagFault | undefined]>([
  [[], undefined],
  [[tag('a'), tag('A')], undefined],
  [[tag('my-aliyun', 'acs:x')], undefined],
  [[tag('a', '1'), tag('a', '2')], 'duplicate'],
  [[tag('')], 'key'],
  [[tag('aliyun')], 'key'],
  [[tag('Aliyun-x')], 'key'],
  [[tag('ACS:x')], 'key'],
  [[tag('http://x')], 'key'],
  [[tag('a', 'see HTTPS://x')], 'value'],
  [Array.from({ length: 20 }, (_, i) => tag(`k${i}`)), undefined],
  [Array.from({ length: 21 }, (_, i) => tag(`k${i}`)), 'count'],
])('%j: %s', (tags, fault) => {
  expect(faultOfTags(tags)).toBe(fault);
  expect(areTagsSound(tags)).toBe(fault === undefined);
});
