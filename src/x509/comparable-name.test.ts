import { describe, expect, test } from 'vitest';
import { oid, printableString, seq, seqOf, setOf, tlv, utf8String } from '../crypto/der.js';
import { comparableName } from './comparable-name.js';
import { encodeName } from './name.js';

const CN = '2.5.4.3';
const O = '2.5.4.10';
const attribute = (type: string, value: Buffer) => seq(oid(type), value);
const named = (...values: Buffer[]) => seqOf(values.map(value => setOf([attribute(CN, value)])));
const key = (text: string) => comparableName(named(utf8String(text)));

describe('names are the same', () => {
  test.each([
    ['in another case', 'Example CA', 'EXAMPLE ca'],
    ['in another case beyond ASCII', 'STRASSE Ärger', 'straße ÄRGER'],
    ['with other blanks', 'Example CA', '  Example   CA '],
    ['in a compatible form', 'Example ＣＡ', 'Example CA'],
    ['composed and decomposed', 'é', 'e\u0301'],
  ])('%s', (_what, one, other) => {
    expect(key(one)).toBe(key(other));
  });

  test('in other string types', () => {
    const printable = comparableName(named(printableString('Example')));
    expect(comparableName(named(tlv(0x14, Buffer.from('Example'))))).toBe(printable);
    expect(comparableName(named(tlv(0x1e, Buffer.from('Example', 'utf16le').swap16())))).toBe(printable);
    const universal = Buffer.from([...'Example'].flatMap(it => [0, 0, 0, it.charCodeAt(0)]));
    expect(comparableName(named(tlv(0x1c, universal)))).toBe(printable);
    expect(key('Example')).toBe(printable);
  });

  test('with the attributes of a relative name in another order', () => {
    const [cn, o] = [attribute(CN, utf8String('a')), attribute(O, utf8String('b'))];
    const raw = (...parts: Buffer[]) => seq(tlv(0x31, Buffer.concat(parts)));
    expect(comparableName(raw(cn, o))).toBe(comparableName(raw(o, cn)));
  });
});

describe('names differ', () => {
  test.each([
    ['by their text', [{ oid: CN, value: 'a' }], [{ oid: CN, value: 'b' }]],
    ['by their types', [{ oid: CN, value: 'a' }], [{ oid: O, value: 'a' }]],
    [
      'by one more attribute',
      [{ oid: CN, value: 'a' }],
      [
        { oid: O, value: 'o' },
        { oid: CN, value: 'a' },
      ],
    ],
    [
      'by their order',
      [
        { oid: CN, value: 'a' },
        { oid: O, value: 'o' },
      ],
      [
        { oid: O, value: 'o' },
        { oid: CN, value: 'a' },
      ],
    ],
  ])('%s', (_what, one, other) => {
    expect(comparableName(encodeName(one))).not.toBe(comparableName(encodeName(other)));
  });
});
