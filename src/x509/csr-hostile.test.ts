import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWholeCsr } from '../../test/x509/whole-csr.js';
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { findAlgorithm } from '../crypto/algorithms.js';
import {
  bitString,
  context,
  integer,
  nullValue,
  octetString,
  oid,
  seq,
  seqOf,
  setOf,
  tlv,
  utf8String,
} from '../crypto/der.js';
import { type GeneratedKey, generateKeyPair, openPrivateKey, sign } from '../crypto/keys.js';
import { encodePem, parsePem } from '../crypto/pem.js';
import { InvalidCsr } from './csr.js';
import { basicConstraints } from './extensions/basic-constraints.js';
import { extension } from './extensions/extension.js';
import { keyUsage } from './extensions/key-usage.js';
import { subjectAlternativeName } from './extensions/subject-alternative-name.js';
import { generalName } from './general-name.js';
import { encodeName, subjectName } from './name.js';

const ecc = findAlgorithm('ECC_256') as Algorithm;
const sm2 = findAlgorithm('SM2_256') as Algorithm;
const subject = encodeName(subjectName({ country: 'CN', commonName: 'a' }));
const extensionRequest = (...extensions: Buffer[]): Buffer =>
  seq(oid('1.2.840.113549.1.9.14'), setOf([seqOf(extensions)]));
const san = subjectAlternativeName([generalName(2, 'a.example'), generalName(7, '192.0.2.1')]);

let pair: GeneratedKey;
let key: SigningKey;
let sm2Pair: GeneratedKey;
beforeAll(async () => {
  [pair, sm2Pair] = await Promise.all([generateKeyPair(ecc), generateKeyPair(sm2)]);
  key = openPrivateKey(ecc, pair.pkcs8Der);
});

const info = (
  parts: { version?: Buffer; subject?: Buffer; spki?: Buffer; attributes?: Buffer[]; more?: Buffer[] } = {},
): Buffer =>
  seq(
    parts.version ?? integer(0),
    parts.subject ?? subject,
    parts.spki ?? pair.spkiDer,
    context(0, ...(parts.attributes ?? [])),
    ...(parts.more ?? []),
  );

/** A request whose signature is right, whatever stands in it. */
const signed = async (infoDer: Buffer, identifier = ecc.signature.identifier): Promise<string> =>
  encodePem('CERTIFICATE REQUEST', seq(infoDer, identifier, bitString(await sign(key, infoDer))));

describe('a CSR with a right signature', () => {
  it('is accepted as it should be', async () => {
    const challenge = seq(oid('1.2.840.113549.1.9.7'), setOf([utf8String('secret')]));
    const csr = readWholeCsr(await signed(info({ attributes: [challenge, extensionRequest(san)] })));
    expect(csr.subjectAlternativeNames).toHaveLength(2);
    expect(csr.algorithm).toBe(ecc);
  });

  it('is read in the words of older Windows too', async () => {
    const old = seq(oid('1.3.6.1.4.1.311.2.1.14'), setOf([seqOf([san])]));
    expect(readWholeCsr(await signed(info({ attributes: [old] }))).subjectAlternativeNames).toHaveLength(2);
  });

  it('is accepted with NULL parameters, and with no others', async () => {
    const ecdsa = oid('1.2.840.10045.4.3.2');
    expect(readWholeCsr(await signed(info(), seq(ecdsa, nullValue()))).algorithm).toBe(ecc);
    const other = await signed(info(), seq(ecdsa, integer(1)));
    expect(() => readWholeCsr(other)).toThrow('algorithm that is not supported');
  });

  it.each<[string, () => Parameters<typeof info>[0], RegExp]>([
    ['another version', () => ({ version: integer(1) }), /The version of the CSR is malformed: it is 0x01/],
    ['more parts than there are', () => ({ more: [nullValue()] }), /The CSR is malformed/],
    [
      'the extension request twice',
      () => ({ attributes: [extensionRequest(san), extensionRequest(san)] }),
      /two attributes/,
    ],
    [
      'an extension twice',
      () => ({ attributes: [extensionRequest(san, san)] }),
      /subjectAltName \(2\.5\.29\.17\) occurs twice/,
    ],
    [
      'an empty list of names',
      () => ({ attributes: [extensionRequest(extension(oid('2.5.29.17'), false, seq()))] }),
      /subjectAlternativeName is malformed/,
    ],
    [
      'a critical flag that is no BOOLEAN',
      () => ({ attributes: [extensionRequest(seq(oid('2.5.29.17'), integer(0), octetString(seq())))] }),
      /The extension is malformed/,
    ],
    [
      'a critical flag of FALSE twice',
      () => ({
        attributes: [
          extensionRequest(seq(oid('2.5.29.17'), tlv(1, Buffer.of(0)), tlv(1, Buffer.of(0)), octetString(seq()))),
        ],
      }),
      /The extension is malformed/,
    ],
    [
      'bytes after the value of an extension',
      () => ({ attributes: [extensionRequest(extension(oid('2.5.29.15'), true, Buffer.from('0302078000', 'hex')))] }),
      /key usage: There are bytes after/,
    ],
    [
      'a key usage without a usage',
      () => ({ attributes: [extensionRequest(extension(oid('2.5.29.15'), true, Buffer.from('030100', 'hex')))] }),
      /keyUsage is malformed/,
    ],
    [
      'a path length that is no number',
      () => ({ attributes: [extensionRequest(extension(oid('2.5.29.19'), true, seq(integer(Buffer.alloc(9, 1)))))] }),
      /basicConstraints is malformed/,
    ],
    [
      'extensions in both kinds of request',
      () => ({
        attributes: [
          extensionRequest(san),
          seq(oid('1.3.6.1.4.1.311.2.1.14'), setOf([seqOf([keyUsage(['digitalSignature'])])])),
        ],
      }),
      /two attributes/,
    ],
    [
      'an extension request without a value',
      () => ({ attributes: [seq(oid('1.2.840.113549.1.9.14'), setOf([]))] }),
      /extension request .* is malformed/,
    ],
    [
      'more attributes than any has',
      () => ({
        attributes: Array.from({ length: 21 }, (_, i) => seq(oid(`1.2.3.${i}`), setOf([integer(i)]))),
      }),
      /more than 20 attributes/,
    ],
    [
      'more extensions than any has',
      () => ({
        attributes: [
          extensionRequest(...Array.from({ length: 41 }, (_, i) => extension(oid(`1.2.3.${i}`), false, integer(i)))),
        ],
      }),
      /more than 40 extensions/,
    ],
    [
      'a subject of more attributes than any has',
      () => ({ subject: encodeName(Array.from({ length: 41 }, () => ({ oid: '2.5.4.11', value: 'x' }))) }),
      /more than 40 attributes/,
    ],
    ['an unsound RSA key', () => ({ spki: rsaSpki(2n ** 2047n + 5n, 65538n) }), /an even exponent/],
    [
      'a huge RSA exponent',
      () => ({ spki: rsaSpki(2n ** 2047n + 5n, 2n ** 300n + 1n) }),
      /an exponent of more than 256 bits/,
    ],
    [
      'a negative RSA modulus',
      () => ({ spki: rsaSpkiOf(tlv(2, Buffer.alloc(128, 0xfe)), integer(65537)) }),
      /RSA key|RSA public key/,
    ],
    ['an even RSA modulus', () => ({ spki: rsaSpki(2n ** 2047n, 65537n) }), /even modulus/],
    ['an RSA modulus divisible by 751', () => ({ spki: rsaSpki(751n * (2n ** 2040n + 1n), 65537n) }), /small factor/],
    [
      'an RSA modulus of a megabit',
      () => ({ spki: rsaSpki(2n ** 40_000n + 1n, 65537n) }),
      /size that is not supported/,
    ],
    ['an RSA key inside an RSA key', () => ({ spki: rsaSpkiOf(seq(), integer(65537)) }), /RSA public key is malformed/],
    [
      'an RSA key without NULL',
      () => ({ spki: seq(seq(oid('1.2.840.113549.1.1.1')), bitString(Buffer.of(0))) }),
      /The RSA key has no parameters; they have to be NULL/,
    ],
    [
      'a compressed point',
      () => ({ spki: withPoint(point => Buffer.concat([Buffer.of(2), point.subarray(1, 33)])) }),
      /uncompressed/,
    ],
    ['the point at infinity', () => ({ spki: withPoint(() => Buffer.of(0)) }), /point at infinity/],
    [
      'a point of another length',
      () => ({ spki: withPoint(point => point.subarray(0, 64)) }),
      /not a point of its curve/,
    ],
    [
      'a point off the curve',
      () => ({ spki: withPoint(point => Buffer.concat([point.subarray(0, 64), Buffer.of(0)])) }),
      /not a point of its curve/,
    ],
    ['the key of somebody else', () => ({ spki: sm2Pair.spkiDer }), /does not belong to its key/],
  ])('but with %s is refused', async (_, parts, reason) => {
    const pem = await signed(info(parts()));
    expect(() => readWholeCsr(pem)).toThrow(InvalidCsr);
    expect(() => readWholeCsr(pem)).toThrow(reason);
  });

  it('of SM2 is refused when it is signed as ECDSA', async () => {
    const infoDer = info({ spki: sm2Pair.spkiDer });
    const pem = await signed(infoDer, sm2.signature.identifier);
    expect(() => readWholeCsr(pem)).toThrow('does not match its public key');
  });
});

describe('a CSR that was changed', () => {
  it('is refused whichever octet it is, and with octets added or missing', async () => {
    const der = parsePem(
      await signed(info({ attributes: [extensionRequest(san, keyUsage(['digitalSignature']))] })),
      ['CERTIFICATE REQUEST'],
      9999,
    );
    const edits = fc.array(fc.tuple(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    const tail = fc.uint8Array({ maxLength: 3 });
    fc.assert(
      fc.property(edits, fc.nat(3), tail, (changes, missing, added) => {
        const changed = Buffer.concat([der.subarray(0, der.length - missing), added]);
        for (const [at, difference] of changes)
          changed[at % changed.length] = (changed[at % changed.length] as number) ^ difference;
        if (!changed.equals(der))
          expect(() => readWholeCsr(encodePem('CERTIFICATE REQUEST', changed))).toThrow(InvalidCsr);
      }),
      { numRuns: 5000 },
    );
  });

  it('and signed again by its author gives a CSR or an InvalidCsr, never anything else', async () => {
    const attributes = [
      extensionRequest(san, keyUsage(['digitalSignature']), basicConstraints({ authority: true, pathLength: 1 })),
    ];
    const original = info({ attributes });
    // The key in the middle stays, so that the signature holds and everything behind the signature check is reached.
    const start = original.indexOf(pair.spkiDer);
    const end = start + pair.spkiDer.length;
    const open = Array.from(original.keys()).filter(at => at < start || at >= end);
    const edits = fc.array(fc.tuple(fc.constantFrom(...open), fc.nat(255)), { minLength: 1, maxLength: 3 });
    const outcomes = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(edits, async changes => {
        const changed = Buffer.from(original);
        for (const [at, octet] of changes) changed[at] = octet;
        const pem = await signed(changed);
        try {
          readWholeCsr(pem);
          outcomes.read++;
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCsr);
          outcomes.refused++;
        }
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(50);
  });

  it('beyond its size is refused before it is looked at', () => {
    expect(() => readWholeCsr(encodePem('CERTIFICATE REQUEST', Buffer.alloc(60_000)))).toThrow(
      'longer than 65536 bytes',
    );
    expect(() => readWholeCsr('')).toThrow(InvalidCsr);
  });
});

const octetsOf = (value: bigint): Buffer => Buffer.from(value.toString(16).replace(/^(?=(?:..)*.$)/, '0'), 'hex');
const rsaSpkiOf = (modulus: Buffer, exponent: Buffer): Buffer =>
  seq(seq(oid('1.2.840.113549.1.1.1'), nullValue()), bitString(seq(modulus, exponent)));
const rsaSpki = (modulus: bigint, exponent: bigint): Buffer =>
  rsaSpkiOf(integer(octetsOf(modulus)), integer(octetsOf(exponent)));
const withPoint = (change: (point: Buffer) => Buffer): Buffer =>
  seq(ecc.publicKeyIdentifier, bitString(change(pair.spkiDer.subarray(-65))));
