import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constructed, isOid, oid, oidContent, tlv } from '../crypto/der.js';
import { oidText } from './der-values.js';
import { type DerElement, InvalidDer, readDer } from './strict-der.js';

const read = (hex: string): DerElement => readDer(Buffer.from(hex, 'hex'));

/** Writes a tree again, from nothing but its tags and the contents of its leaves. */
const written = ({ tag, content, children }: DerElement): Buffer =>
  (tag & 0x20) === 0 ? tlv(tag, content) : constructed(tag, children.map(written));

describe('the strict reader', () => {
  it('gives the tree with views into the input', () => {
    const root = read('300702010530020500');
    expect(root.children.map(child => child.bytes.toString('hex'))).toEqual(['020105', '30020500']);
    expect(root.children[1]?.children[0]?.content).toHaveLength(0);
  });

  it.each([
    ['nothing', ''],
    ['a tag without a length', '02'],
    ['less content than announced', '020201'],
    ['bytes after the end', '02010500'],
    ['bytes after the end of the last part', '300402010500'],
    ['a part that is longer than its container', '3003020205'],
    ['an indefinite length', '30800000'],
    ['a long form where the short one does', '02810105'],
    ['a long form with a leading zero', `04820080${'00'.repeat(128)}`],
    ['a length of five octets', '04850000000001ff'],
    ['a length that runs past the end', '0484ffffffff'],
    ['an end-of-contents octet', '0000'],
    ['a tag number in more than one octet', '1f8101'],
    ['an integer without content', '0200'],
    ['an integer with a superfluous zero', '02020005'],
    ['a negative integer with a superfluous octet', '0202ff80'],
    ['a boolean that is neither 00 nor FF', '010101'],
    ['a boolean of two octets', '01020000'],
    ['a null with content', '050100'],
    ['a bit string without content', '0300'],
    ['a bit string with eight unused bits', '030208ff'],
    ['a bit string with unused bits of nothing', '030101'],
    ['a bit string with an unused bit set', '03020101'],
    ['an identifier without content', '0600'],
    ['an identifier that does not end', '06022a86'],
    ['an identifier with a padded arc', '06032a8001'],
    ['an octet string in parts', '2403040101'],
    ['a primitive sequence', '1003020105'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(hex)).toThrow(InvalidDer);
  });

  it('refuses nesting bombs and masses of elements, quickly', () => {
    let nested: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 3000; depth++) nested = tlv(0x30, nested);
    const started = performance.now();
    expect(() => readDer(nested)).toThrow('nested too deeply');
    expect(() => readDer(tlv(0x30, Buffer.from('0500'.repeat(300_000), 'hex')))).toThrow('too many parts');
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('accepts no encoding but the one that the writer gives for the same tree', () => {
    fc.assert(
      fc.property(hostileDer, octets => {
        const der = Buffer.from(octets);
        let root: DerElement;
        try {
          root = readDer(der);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidDer);
          return;
        }
        expect(written(root)).toEqual(der);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('identifiers', () => {
  it('come back as they went in, also with arcs of a hundred bits', () => {
    const arcs = fc.array(fc.bigInt({ min: 0n, max: 2n ** 100n }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom('0.39', '1.2', '2.5', '2.47', '2.48', '2.9007199254740993'), arcs, (root, rest) => {
        const dotted = [root, ...rest].join('.');
        if (isOid(dotted)) expect(oidText(oidContent(dotted))).toBe(dotted);
      }),
    );
    expect(oidText(oid('2.5.4.3').subarray(2))).toBe('2.5.4.3');
  });
});

/** Random octets, and well-formed trees of the writer with some octets changed. */
const tree: fc.Arbitrary<Buffer> = fc.letrec<{ node: Buffer }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(0x02, 0x03, 0x04, 0x06, 0x0c, 0x82), fc.uint8Array({ minLength: 1, maxLength: 9 }))
      .map(([tag, content]) => tlv(tag, content)),
    fc
      .tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie('node'), { maxLength: 4 }))
      .map(([tag, parts]) => constructed(tag, parts)),
  ),
})).node;
const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 });
const hostileDer: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.tuple(tree, changes).map(([der, edits]) => {
    for (const [at, octet] of edits) der[at % der.length] = octet;
    return der;
  }),
);
