import { describe, expect, test } from 'vitest';
import { FREE_TEXT, PRINTABLE, PRINTABLE_OR_EMPTY, PRINTABLE_OR_NONE } from './text-rules.js';
import type { WordedPattern } from './worded-pattern.js';

/** As check.ts and other validators use the pattern. */
const whole = (pattern: WordedPattern) => new RegExp(`^(?:${pattern.source})$`, 'u');
const takes = (pattern: WordedPattern, text: string) => whole(pattern).test(text);
const everyCharacter = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code));
const refused = (pattern: WordedPattern, around: string) => {
  const accepted = whole(pattern);
  return everyCharacter.filter(it => !accepted.test(`${around}${it}${around}`));
};
const of = (unicode: RegExp) => everyCharacter.filter(it => unicode.test(it));

describe('characters in a text', () => {
  const never = of(/[\p{Cc}\p{Bidi_Control}]/u);

  test('that Unicode calls controls or controls of direction are refused, and no others', () => {
    expect(never).toHaveLength(65 + 12);
    expect(refused(PRINTABLE, 'a')).toEqual(never);
    expect(refused(PRINTABLE_OR_EMPTY, 'a')).toEqual(never);
    expect(refused(PRINTABLE_OR_NONE, 'a')).toEqual(never);
  });

  test('of several lines may be tabs and line ends as well', () => {
    expect(refused(FREE_TEXT, 'a')).toEqual(never.filter(it => !'\t\n\r'.includes(it)));
  });

  test('that are blank make no name by themselves', () => {
    const blank = of(/[\p{Cc}\p{Bidi_Control}\p{Z}\uFEFF]/u);
    expect(refused(PRINTABLE, '')).toEqual(blank);
    expect(takes(PRINTABLE, ' \u3000 ')).toBe(false);
    expect(takes(PRINTABLE, ' \u3000 a ')).toBe(true);
    expect([takes(PRINTABLE, ''), takes(PRINTABLE_OR_EMPTY, ''), takes(PRINTABLE_OR_NONE, '')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
