import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonNumber, type JsonValue, parseJsonDocument } from './json-document.js';
import { MalformedPolicy } from './malformed-policy.js';

describe('a JSON document', () => {
  test.each([
    ['', 'it ends too early'],
    ['  ', 'it ends too early'],
    ['{', 'it ends too early'],
    ['{"a":1', 'it ends too early'],
    ['{"a":1,}', 'unexpected text at character 8'],
    ['{a:1}', 'unexpected text at character 2'],
    ["{'a':1}", 'unexpected text at character 2'],
    ['[1,]', 'unexpected text at character 4'],
    ['[1 2]', 'unexpected text at character 4'],
    ['01', 'unexpected text at character 2'],
    ['+1', 'unexpected text at character 1'],
    ['.5', 'unexpected text at character 1'],
    ['1.', 'unexpected text at character 2'],
    ['0x10', 'unexpected text at character 2'],
    ['NaN', 'unexpected text at character 1'],
    ['nul', 'unexpected text at character 1'],
    ['"a', 'unexpected text at character 1'],
    ['"\\x"', 'unexpected text at character 1'],
    ['"\\u12g4"', 'unexpected text at character 1'],
    ['"line\nbreak"', 'unexpected text at character 1'],
    ['{} {}', 'unexpected text at character 4'],
    ['// note\n{}', 'unexpected text at character 1'],
    ['\u00a0{}', 'unexpected text at character 1'],
    ['\ufeff{}', 'unexpected text at character 1'],
  ])('%j is refused', (text, fault) => {
    expect(() => parseJsonDocument(text)).toThrow(
      new MalformedPolicy(`The policy document is not valid JSON: ${fault}`),
    );
  });

  test.each([
    ['{"Version":"1","Version":"2"}', 'Version is given twice'],
    ['{"a":{"b c":1,"b c":1}}', 'a["b c"] is given twice'],
    ['{"Statement":[{},{"Effect":"Deny","\\u0045ffect":"Allow"}]}', 'Statement[1].Effect is given twice'],
    ['{"__proto__":1,"__proto__":2}', '__proto__ is given twice'],
  ])('%s is refused', (text, message) => {
    expect(() => parseJsonDocument(text)).toThrow(new MalformedPolicy(message));
  });

  test('that is nested too deeply is refused, however deep', () => {
    const message = 'The policy document is nested more than 10 levels deep';
    expect(() => parseJsonDocument(`${'['.repeat(12)}${']'.repeat(12)}`)).toThrow(message);
    expect(() => parseJsonDocument('['.repeat(1_000_000))).toThrow(message);
    expect(() => parseJsonDocument('{"a":'.repeat(1_000_000))).toThrow(message);
  });

  test('keeps numbers as they were written and gives prototype names no meaning', () => {
    const document = parseJsonDocument('{"__proto__": [12345678901234567890, -1.50e+3]}');
    expect(document).toEqual(
      new Map([['__proto__', [new JsonNumber('12345678901234567890'), new JsonNumber('-1.50e+3')]]]),
    );
  });

  test('says what JSON.parse says of documents without repeated members', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), text => {
        expect(plain(parseJsonDocument(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('accepts nothing that JSON.parse refuses, and refuses with MalformedPolicy only', () => {
    const fragments = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.',
      'e',
      'null',
      'true',
      ' ',
      '\\',
    );
    const texts = fc.oneof(fc.string(), fc.string({ unit: fragments, maxLength: 12 }));
    fc.assert(
      fc.property(texts, text => {
        const [ours, builtIn] = [attempt(() => plain(parseJsonDocument(text))), attempt(() => JSON.parse(text))];
        if ('error' in ours) {
          expect(ours.error).toBeInstanceOf(MalformedPolicy);
          if (!/twice/.test(String(ours.error))) expect('error' in builtIn).toBe(true);
        } else expect(ours).toEqual(builtIn);
      }),
      { numRuns: 5000 },
    );
  });
});

function attempt(work: () => unknown): { value: unknown } | { error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([name, member]) => [name, plain(member as JsonValue)]));
}
