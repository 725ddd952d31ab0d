import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RequestSketch, rawRequest } from '../../test/raw-request.js';
import { GatewayError } from './gateway-error.js';
import { maxFormBytes, maxParameters, maxQueryBytes, maxValueBytes, readParameters, withJson } from './parameters.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

function read(sketch: RequestSketch) {
  const request = rawRequest(sketch);
  return withJson(readParameters(request), request);
}

function query(text: string): Record<string, string> {
  return Object.fromEntries(read({ url: `/?${text}` }).query);
}

function codeOf(sketch: RequestSketch): string {
  try {
    read(sketch);
  } catch (error) {
    if (error instanceof GatewayError) return error.code;
    throw error;
  }
  return 'none';
}

describe('decoding', () => {
  test('a plus is a space, an escaped one a plus', () => {
    expect(query('A=a+b%2Bc%20d')).toEqual({ A: 'a b+c d' });
  });

  test('escapes are UTF-8, in names too, in either case', () => {
    expect(query('%E4%b8%ad=%F0%9F%94%91')).toEqual({ 中: '🔑' });
  });

  test('UTF-8 that a client left unescaped is read in query and form', () => {
    const bytes = Buffer.from('A=中 文', 'utf8');
    expect(query(bytes.toString('latin1'))).toEqual({ A: '中 文' });
    expect(read({ headers: form, body: bytes }).form.get('A')).toBe('中 文');
  });

  test('a name without a value, an empty value, a second equals sign, empty pairs', () => {
    expect(query('&A&B=&&C=x=y&')).toEqual({ A: '', B: '', C: 'x=y' });
  });

  test('an absent query is no parameters', () => {
    for (const url of ['', '/', '/?', '?']) expect(read({ url }).values.size).toBe(0);
  });

  test('an escape that is cut off, is not hex, or is not UTF-8 is refused', () => {
    const bad = [
      '%',
      '%4',
      '%zz',
      '%4g',
      '%g4',
      '%@a',
      '%+1',
      '%é',
      '%u4e2d',
      '%ff',
      '%C0%AF',
      '%ED%A0%80',
      '%F4%90%80%80',
      '%E4%B8',
      '\u00ff',
      '\u4e2d',
    ];
    for (const text of bad) {
      expect(codeOf({ url: `/?A=${text}` }), text).toBe('InvalidParameter.Encoding');
      expect(codeOf({ url: `/?${text}=A` }), text).toBe('InvalidParameter.Encoding');
    }
    expect(codeOf({ headers: form, body: Buffer.from([0x41, 0x3d, 0xff]) })).toBe('InvalidParameter.Encoding');
  });
});

describe('places', () => {
  test('query, form body and JSON body make one set, and the body wins', () => {
    const both = read({ url: '/?A=1&B=2', headers: form, body: 'B=3&C=4' });
    expect(Object.fromEntries(both.values)).toEqual({ A: '1', B: '3', C: '4' });
    expect(both.query.get('B')).toBe('2');
    expect(both.form.get('B')).toBe('3');
    expect(both.json.size).toBe(0);

    const typed = read({ url: '/?A=1', headers: json, body: '{"A":2,"L":[true,null,{"a:b":"{\\":}"}]}' });
    expect(Object.fromEntries(typed.values)).toEqual({ A: 2, L: [true, null, { 'a:b': '{":}' }] });
  });

  test('the content type may have a charset and any case; another one brings no parameters', () => {
    expect(
      read({ headers: { 'content-type': 'Application/X-WWW-Form-Urlencoded ;charset=UTF-8' }, body: 'A=1' }).values,
    ).toEqual(new Map([['A', '1']]));
    expect(read({ headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"A":1}' }).values.size).toBe(
      1,
    );
    expect(read({ headers: { 'content-type': 'text/plain' }, body: 'A=1' }).values.size).toBe(0);
    expect(read({ body: 'A=1' }).values.size).toBe(0);
  });

  test('an empty body is no parameters, whatever its type: Go sends one on GET', () => {
    expect(read({ headers: form }).values.size).toBe(0);
    expect(read({ headers: json }).values.size).toBe(0);
  });
});

describe('refusals', () => {
  test('a name twice in one place', () => {
    expect(codeOf({ url: '/?A=1&A=1' })).toBe('InvalidParameter.Duplicate');
    expect(codeOf({ url: '/?A=1&%41=2' })).toBe('InvalidParameter.Duplicate');
    expect(codeOf({ headers: form, body: 'A=1&A=2' })).toBe('InvalidParameter.Duplicate');
    expect(codeOf({ headers: json, body: '{"A":1,"A":2}' })).toBe('InvalidParameter.Body');
    expect(codeOf({ headers: json, body: '{"A":{"b":1,"\\u0062":2}}' })).toBe('InvalidParameter.Body');
  });

  test('names that lead to a prototype, are empty, hold control characters, or are endless', () => {
    const names = [
      '__proto__',
      'A.__proto__.B',
      'constructor',
      'A.constructor',
      '%00',
      'A%0AB',
      'A%7F',
      'x'.repeat(1025),
    ];
    for (const name of names) expect(codeOf({ url: `/?${name}=1` }), name).toBe('InvalidParameter.Name');
    expect(codeOf({ url: '/?=1' })).toBe('InvalidParameter.Name');
    for (const body of ['{"__proto__":1}', '{"A":[{"constructor":1}]}', '{"":1}']) {
      expect(codeOf({ headers: json, body }), body).toBe('InvalidParameter.Name');
    }
  });

  test('names that only look so are allowed', () => {
    expect(query('EncryptionContext.prototype=1&constructors=2&toString=3')).toEqual({
      'EncryptionContext.prototype': '1',
      constructors: '2',
      toString: '3',
    });
  });

  test('more parameters than the limit, in one place or together', () => {
    const pairs = (from: number, count: number) => Array.from({ length: count }, (_, i) => `P${from + i}=`).join('&');
    expect(read({ url: `/?${pairs(0, maxParameters)}` }).query.size).toBe(maxParameters);
    expect(codeOf({ url: `/?${pairs(0, maxParameters + 1)}` })).toBe('InvalidParameter.Limit');
    expect(codeOf({ url: `/?${pairs(0, 600)}`, headers: form, body: pairs(600, 600) })).toBe('InvalidParameter.Limit');
  });

  test('a query beyond 96 KB', () => {
    expect(read({ url: `/?A=${'x'.repeat(maxQueryBytes - 2)}` }).query.size).toBe(1);
    expect(codeOf({ url: `/?A=${'x'.repeat(maxQueryBytes - 1)}` })).toBe('InvalidParameter.Limit');
  });

  test('a form beyond 1 MB, before it is looked at', () => {
    const pair = (name: string) => `${name}=${'x'.repeat(maxValueBytes - 3)}&`;
    const largest = ['A', 'B', 'C', 'D'].map(pair).join('');
    expect(largest).toHaveLength(maxFormBytes);
    expect(read({ headers: form, body: largest }).form.size).toBe(4);
    expect(() => read({ headers: form, body: `${largest}%` })).toThrow(
      'The request is beyond a limit. A form may have 1048576 bytes.',
    );
    expect(codeOf({ headers: form, body: Buffer.alloc(maxFormBytes + 1, 0xff) })).toBe('InvalidParameter.Limit');
  });

  test('a value beyond 256 KB as it was sent, by its name', () => {
    const escaped = '%41'.repeat(maxValueBytes / 3);
    expect(read({ headers: form, body: `A=${escaped}` }).form.get('A')).toBe('A'.repeat(escaped.length / 3));
    expect(() => read({ headers: form, body: `Csr=${escaped}%41` })).toThrow(
      'The request is beyond a limit. The value of "Csr" may have 262144 bytes.',
    );
  });

  test('JSON that is broken, no object, not UTF-8, too deep, too long, or has half a character', () => {
    const long = `{"A":[${'1,'.repeat(100_001)}1]}`;
    const deep = `{"A":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const body of ['{', '[]', '"A"', 'null', '1', '\ufeff{}', '{"A":"\\ud800"}', '{"\\udc00":1}', long, deep]) {
      expect(codeOf({ headers: json, body }), body.slice(0, 20)).toBe('InvalidParameter.Body');
    }
    expect(codeOf({ headers: json, body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) })).toBe(
      'InvalidParameter.Body',
    );
  });

  test('an error repeats a name shortened and printable, never a value', () => {
    expect(() => read({ url: `/?${'n'.repeat(300)}=%ff` })).toThrow(
      `The specified parameter "${'n'.repeat(100)}" is not percent-encoded UTF-8.`,
    );
    expect(() => read({ url: '/?Password=hunter2%ff' })).toThrow(/^(?!.*hunter2)/);
    expect(() => read({ url: '/?a%0Db=1' })).toThrow('A parameter cannot have the name "a?b".');
  });
});

describe('properties', () => {
  const escapeByte = (byte: string) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(text => {
    return !/[\x00-\x1f\x7f]/.test(text) && !/__proto__|constructor/.test(text);
  });
  const pairs = fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'binary', maxLength: 30 })), {
    selector: ([key]) => key,
    maxLength: 8,
  });

  test('what a browser encodes is read as it was, in query and form', () => {
    fc.assert(
      fc.property(pairs, entries => {
        const text = new URLSearchParams(entries).toString();
        const expected = new Map(entries);
        expect(read({ url: `/?${text}` }).query).toEqual(expected);
        expect(read({ headers: form, body: text }).form).toEqual(expected);
      }),
    );
  });

  test('what encodeURIComponent encodes is read as it was', () => {
    fc.assert(
      fc.property(pairs, entries => {
        const text = entries.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
        expect(read({ url: `/?${text}` }).query).toEqual(new Map(entries));
      }),
    );
  });

  test('bytes of all kinds, escaped or not, are read as the standard library reads them', () => {
    const piece = fc.oneof(
      fc.constantFrom('+', '%2B', '%2b', '%', '%4', '%c3%A9', 'x', '%00', '\ufeff', '%ef%bb%bf'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const bytes = Buffer.from(pieces.join('').replace(/[&=]/g, ''), 'utf8');
        const escaped = bytes
          .toString('latin1')
          .replaceAll('+', ' ')
          .replace(/[\x80-\xff]/g, escapeByte);
        let expected: string | undefined;
        try {
          expected = decodeURIComponent(escaped);
        } catch {
          expected = undefined;
        }
        const body = Buffer.concat([Buffer.from('A='), bytes]);
        if (expected === undefined) expect(codeOf({ headers: form, body })).toBe('InvalidParameter.Encoding');
        else expect(read({ headers: form, body }).form.get('A')).toBe(expected);
      }),
    );
  });

  test('a JSON object is read as it was, with any white space', () => {
    const safe = fc
      .dictionary(name, fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), { maxKeys: 6 })
      .filter(object => !/__proto__|constructor|"":|[\x7f]/.test(JSON.stringify(object)));
    fc.assert(
      fc.property(safe, fc.constantFrom(0, 2), (object, indent) => {
        const body = JSON.stringify(object, null, indent);
        const code = codeOf({ headers: json, body });
        fc.pre(code !== 'InvalidParameter.Name');
        expect(read({ headers: json, body }).values).toEqual(new Map(Object.entries(JSON.parse(body) as object)));
      }),
    );
  });

  test('arbitrary bytes are read or refused, and nothing else happens', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, fc.constantFrom(form, json, {}), (url, body, headers) => {
        const code = codeOf({ url: `/?${url.toString('latin1')}`, headers, body });
        expect(code).toMatch(/^(?:none|InvalidParameter\.\w+)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
