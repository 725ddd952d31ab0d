import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob, compileGlobs } from './glob.js';

const cases: readonly [pattern: string, text: string, covers: boolean][] = [
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'acs:kms:cn-hangzhou:1000000000000001:key/k', true],
  ['**', '', true],
  ['***a***', 'bab', true],
  ['kms:ListKeys', 'kms:ListKeys', true],
  ['kms:ListKeys', 'kms:ListKeysX', false],
  ['kms:ListKeys', 'xkms:ListKeys', false],
  ['kms:Describe*', 'kms:DescribeKey', true],
  ['kms:Describe*', 'kms:Describe', true],
  ['kms:Describe*', 'kms:GetKey', false],
  ['*:ListTagResources', 'ram:ListTagResources', true],
  ['?', '', false],
  ['?', '*', true],
  ['?', 'ab', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['?*', '', false],
  ['*?', 'a', true],
  ['*a?', 'aab', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['ab*ba', 'aba', false],
  ['*ab?d*', 'xxabxabcd!', true],
  ['*ab?d*', 'xxabxabce!', false],
  ['acs:kms:*:*:key/*', 'acs:kms:cn-hangzhou:1000000000000001:key/key-1', true],
  ['acs:kms:*:*:key/*', 'acs:kms:cn-hangzhou:1000000000000001:key', false],
  ['acs:kms:*:*:key*', 'acs:kms:cn-hangzhou:1000000000000001:key', true],
  ['acs:kms:*:*:secret/?', 'acs:kms:cn-hangzhou:1000000000000001:secret/db', false],
  ['*:key/k', 'acs:kms:a:b:key/k:key/k', true],
  ['[a-z]+', 'abc', false],
  ['a.c', 'abc', false],
  ['\\*', '\\anything', true],
  ['?', '🔑', true],
  ['a?b', 'a🔑b', true],
  ['*?🔑', 'x🔑🔑', true],
  ['??', '🔑', false],
];

describe('a glob', () => {
  test.each(cases)('%j against %j: %s', (pattern, text, covers) => {
    expect(compileGlob(pattern)(text)).toBe(covers);
    expect(compileGlobs([pattern])(text)).toBe(covers);
  });

  test('minds case unless told otherwise', () => {
    expect(compileGlob('KMS:list*')('kms:ListKeys')).toBe(false);
    expect(compileGlob('KMS:list*', { ignoreCase: true })('kms:ListKeys')).toBe(true);
    expect(compileGlobs(['ram:GetUser', 'KMS:list*'], { ignoreCase: true })('RAM:getuser')).toBe(true);
    expect(compileGlobs(['ram:GetUser', 'KMS:list*'])('RAM:getuser')).toBe(false);
  });

  test('of an empty list covers nothing', () => {
    expect(compileGlobs([])('')).toBe(false);
  });

  test('agrees with the definition on every pattern and text', () => {
    const letters = fc.constantFrom('a', 'b', '🔑', 'B');
    const patterns = fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?')), maxLength: 12 });
    const texts = fc.string({ unit: letters, maxLength: 14 });
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(compileGlob(pattern)(text)).toBe(covers([...pattern], [...text]));
      }),
      { numRuns: 5000 },
    );
  });

  test('agrees with the definition on pieces longer than a machine word', () => {
    const patterns = fc.string({ unit: fc.constantFrom('a', 'a', 'a', 'b', '?', '?'), minLength: 28, maxLength: 70 });
    fc.assert(
      fc.property(patterns, fc.string({ unit: fc.constantFrom('a', 'a', 'a', 'b'), maxLength: 160 }), (piece, text) => {
        expect(compileGlob(`*${piece}*`)(text)).toBe(covers(['*', ...piece, '*'], [...text]));
        const matching = `ab${piece.replaceAll('?', 'b')}ba`;
        expect(compileGlob(`*${piece}*`)(matching)).toBe(true);
        expect(compileGlob(`?*${piece}?a`)(matching)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['many stars', '*a'.repeat(3000), 'a'.repeat(100_000)],
    ['many stars that end in vain', `${'*a'.repeat(3000)}*b`, 'a'.repeat(100_000)],
    ['a long piece', `*${'a'.repeat(6000)}b*`, 'a'.repeat(100_000)],
    ['a long piece with holes', `*${'a?'.repeat(3000)}b*`, 'a'.repeat(100_000)],
    ['many pieces with holes', '*a?'.repeat(2000), 'a'.repeat(100_000)],
  ])('does not blow up on %s', (_name, pattern, text) => {
    const match = compileGlob(pattern);
    const start = performance.now();
    match(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

/** The definition of the language, character by character: no cleverness, and no use for long texts. */
function covers(pattern: readonly string[], text: readonly string[]): boolean {
  let reachable = new Set([0]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const position of reachable) {
      if (character === '*') for (let end = position; end <= text.length; end++) next.add(end);
      else if (position < text.length && (character === '?' || character === text[position])) next.add(position + 1);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}
