import { describe, expect, test } from 'vitest';
import { en } from './en';
import { type TextKey, textIn } from './use-text';
import { zh } from './zh';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('texts', () => {
  test.each(Object.keys(en) as TextKey[])('%s has the same placeholders in both languages', key => {
    expect(placeholders(zh[key])).toEqual(placeholders(en[key]));
  });

  test('fill their placeholders, and leave what they are not given', () => {
    expect(textIn('en', 'operation.qps', { qps: 10 })).toBe('10 calls a second');
    expect(textIn('en', 'operation.qps')).toBe('{qps} calls a second');
  });

  test('in Chinese have Chinese punctuation', () => {
    const ascii = Object.values(zh).filter(text => /[\u4e00-\u9fff][,:;?!]|[,:;?!][\u4e00-\u9fff]/.test(text));
    expect(ascii).toEqual([]);
  });
});
