import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openssl, Scratch } from '../../../test/strangers/commands.js';
import { bitString, context, integer, nullValue, octetString, oid, seq, seqOf } from '../../crypto/der.js';
import { parsePem } from '../../crypto/pem.js';
import { readCertificate } from '../certificate-reader.js';
import { extension } from '../extensions/extension.js';
import { InvalidDer } from '../strict-der.js';
import { IssuerDigests } from './cert-id.js';
import { nonceOid, readOcspRequest } from './request.js';

const scratch = new Scratch();
const SHA_1 = seq(oid('1.3.14.3.2.26'), nullValue());
const certId = (serial: Buffer = integer(5), algorithm = SHA_1) =>
  seq(algorithm, octetString(Buffer.alloc(20, 1)), octetString(Buffer.alloc(20, 2)), serial);
const single = (id = certId(), ...extensions: Buffer[]) =>
  extensions.length > 0 ? seq(id, context(0, seqOf(extensions))) : seq(id);
const request = (list: Buffer[] = [single()], ...more: Buffer[]) => seq(seq(seqOf(list), ...more));
const nonce = (value: Buffer, critical = false) => context(2, seq(extension(oid(nonceOid), critical, value)));
const strange = (critical: boolean) => extension(oid('1.2.3'), critical, nullValue());

describe('a request', () => {
  test('that openssl made is read', () => {
    const key = scratch.path('ca.key');
    openssl(['ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', key]);
    const pem = openssl([
      'req',
      '-x509',
      '-new',
      '-key',
      key,
      '-subj',
      '/CN=CA',
      '-days',
      '2',
      '-set_serial',
      '0xABCDEF0123',
    ]);
    const ca = scratch.write('ca.pem', pem);
    const file = scratch.path('request.der');
    openssl(['ocsp', '-issuer', ca, '-cert', ca, '-sha256', '-serial', '7', '-reqout', file]);
    const read = readOcspRequest(readFileSync(file));
    expect(read.certIds.map(it => it.serialNumber?.toString('hex'))).toEqual(['abcdef0123', '07']);
    expect(read.nonce?.length).toBeGreaterThanOrEqual(16);
    const spki = Buffer.from(openssl(['x509', '-noout', '-pubkey'], pem).replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const nameDer = readCertificate(parsePem(pem, ['CERTIFICATE'], 10_000)).tbs.subjectDer;
    const digests = new IssuerDigests(nameDer, spki);
    expect(read.certIds.map(it => digests.match(it))).toEqual([true, true]);
    const other = new IssuerDigests(nameDer, seq(SHA_1, bitString(Buffer.alloc(65))));
    expect(read.certIds.map(it => other.match(it))).toEqual([false, false]);
  });

  test('has one to a hundred certificates', () => {
    expect(readOcspRequest(request()).certIds).toHaveLength(1);
    expect(readOcspRequest(request(Array.from({ length: 100 }, () => single()))).certIds).toHaveLength(100);
    for (const count of [0, 101]) {
      expect(() => readOcspRequest(request(Array.from({ length: count }, () => single())))).toThrow(InvalidDer);
    }
  });

  test('may name its version and its sender, and be signed', () => {
    const named = seq(context(0, integer(0)), context(1, Buffer.of(0x82, 1, 0x61)), seqOf([single()]));
    expect(readOcspRequest(seq(named, context(0, seq()))).certIds).toHaveLength(1);
    expect(() => readOcspRequest(seq(seq(context(0, integer(1)), seqOf([single()]))))).toThrow(InvalidDer);
  });

  test('keeps the bytes of each CertID, and a serial number without its sign octet', () => {
    const id = certId(integer(Buffer.from('ff01', 'hex')));
    const [read] = readOcspRequest(request([single(id)])).certIds;
    expect([read?.der, read?.serialNumber]).toEqual([id, Buffer.from('ff01', 'hex')]);
    const zero = readOcspRequest(request([single(certId(integer(0)))])).certIds[0];
    const negative = readOcspRequest(request([single(certId(Buffer.of(2, 1, 0x80)))])).certIds[0];
    expect([zero?.serialNumber, negative?.serialNumber]).toEqual([undefined, undefined]);
  });

  test.each([1, 16, 32, 128])('may have a nonce of %i octets', length => {
    const value = Buffer.alloc(length, 7);
    expect(readOcspRequest(request(undefined, nonce(octetString(value)))).nonce).toEqual(value);
  });

  test.each([
    ['that is empty', octetString(Buffer.alloc(0))],
    ['of 129 octets', octetString(Buffer.alloc(129))],
    ['that is no OCTET STRING', Buffer.alloc(16, 7)],
  ])('must not have a nonce %s', (_, value) => {
    expect(() => readOcspRequest(request(undefined, nonce(value)))).toThrow(InvalidDer);
  });

  test('may have extensions that we do not know, unless they are critical', () => {
    expect(readOcspRequest(request(undefined, context(2, seq(strange(false))))).nonce).toBeUndefined();
    expect(readOcspRequest(request([single(certId(), strange(false))])).certIds).toHaveLength(1);
    expect(() => readOcspRequest(request(undefined, context(2, seq(strange(true)))))).toThrow(InvalidDer);
    expect(() => readOcspRequest(request([single(certId(), strange(true))]))).toThrow(InvalidDer);
  });

  test('that is damaged anywhere is refused, or is another request; nothing else is thrown', () => {
    const whole = request(undefined, nonce(octetString(Buffer.alloc(16, 7))));
    for (let at = 0; at < whole.length; at++) {
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        try {
          readOcspRequest(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidDer);
        }
      }
      expect(() => readOcspRequest(whole.subarray(0, at))).toThrow(InvalidDer);
    }
    expect(() => readOcspRequest(Buffer.concat([whole, Buffer.of(0)]))).toThrow(InvalidDer);
  });
});
