import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openssl } from '../../test/strangers/commands.js';
import { encodePem, InvalidPem, parsePem } from './pem.js';

const der = Buffer.from('3003020105', 'hex');
const parse = (text: string): Buffer => parsePem(text, ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'], 1000);

describe('PEM', () => {
  it('comes back as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), octets => {
        const text = encodePem('CERTIFICATE REQUEST', octets);
        expect(text).toMatch(
          /^-----BEGIN CERTIFICATE REQUEST-----\n(?:[A-Za-z0-9+/=]{64}\n)*[A-Za-z0-9+/=]{1,64}\n-----END CERTIFICATE REQUEST-----\n$/,
        );
        expect(parse(text).equals(octets)).toBe(true);
      }),
    );
  });

  it('is read by openssl', () => {
    expect(openssl(['asn1parse'], encodePem('ANYTHING', der))).toContain('INTEGER           :05');
  });

  it('may have any white space where a line feed belongs', () => {
    for (const space of [' ', '\r\n', '\n\n  ', '\t', '']) {
      expect(
        parse(
          `${space}-----BEGIN CERTIFICATE REQUEST-----${space}MAMC${space}AQU=${space}-----END CERTIFICATE REQUEST-----${space}`,
        ),
      ).toEqual(der);
    }
    expect(parse(encodePem('NEW CERTIFICATE REQUEST', der))).toEqual(der);
  });

  it('is found between text and blocks with other labels (RFC 7468 section 2)', () => {
    const block = encodePem('CERTIFICATE REQUEST', der);
    const texts = [
      `Certificate Request:\n    Data:\n        Version: 1 (0x0)\n${block}`,
      `${block}\nissued to me\n`,
      `\ufeffBag Attributes: <No Attributes>\r\n${block.replaceAll('\n', '\r\n')}`,
      encodePem('EC PARAMETERS', der) + encodePem('EC PRIVATE KEY', der) + block + encodePem('CERTIFICATE', der),
      `  ${block.replaceAll('\n', '\n  ')}`,
      `Data: Version: 1 ${block.replaceAll('\n', ' ')} and more`,
      `${encodePem('X509 CRL', der)}${block}`.replaceAll('\n', ''),
      `Put -----BEGIN CERTIFICATE REQUEST----- and its end on lines of their own:\n${block}`,
    ];
    for (const text of texts) expect(parse(text), text).toEqual(der);
  });

  it.each([
    [encodePem('CERTIFICATE', der), 'has no line "-----BEGIN CERTIFICATE REQUEST-----"; it holds "CERTIFICATE".'],
    ['x', 'has no line "-----BEGIN CERTIFICATE REQUEST-----".'],
    [
      encodePem('CERTIFICATE REQUEST', der).repeat(3),
      'holds 3 blocks of "CERTIFICATE REQUEST": one is taken at a time.',
    ],
    [encodePem('CERTIFICATE REQUEST', der).replace('AQU', 'A_U'), 'it has the character "_".'],
    [encodePem('CERTIFICATE REQUEST', der).replace('MAMC', 'MAM\u00a0C'), 'it has the character "\u00a0" (U+00A0).'],
    [encodePem('CERTIFICATE REQUEST', der).replace('=', ''), 'it is not whole'],
    ['-----BEGIN CERTIFICATE REQUEST-----\nMAMC', 'does not end with "-----END CERTIFICATE REQUEST-----".'],
  ])('names what is wrong with %j', (text, reason) => {
    expect(() => parse(text)).toThrow(reason);
  });

  it.each([
    ['an empty text', ''],
    ['another label', encodePem('CERTIFICATE', der)],
    ['a second block', encodePem('CERTIFICATE REQUEST', der).repeat(2)],
    [
      'a second block under the old label',
      encodePem('CERTIFICATE REQUEST', der) + encodePem('NEW CERTIFICATE REQUEST', der),
    ],
    [
      'a second block that was cut off',
      `${encodePem('CERTIFICATE REQUEST', der)}-----BEGIN CERTIFICATE REQUEST-----\nMAMC`,
    ],
    ['an end alone', 'MAMCAQU=\n-----END CERTIFICATE REQUEST-----'],
    ['text between the marked lines', encodePem('CERTIFICATE REQUEST', der).replace('\n', '\nComment: a\n\n')],
    ['labels that differ', encodePem('CERTIFICATE REQUEST', der).replace('END CERTIFICATE', 'END NEW CERTIFICATE')],
    ['nothing inside', '-----BEGIN CERTIFICATE REQUEST----------END CERTIFICATE REQUEST-----'],
    ['one line that is both', '-----BEGIN CERTIFICATE REQUEST-----'],
    ['missing padding', '-----BEGIN CERTIFICATE REQUEST-----MAMCAQU-----END CERTIFICATE REQUEST-----'],
    ['the URL alphabet', '-----BEGIN CERTIFICATE REQUEST-----MAMC_Q==-----END CERTIFICATE REQUEST-----'],
    ['leftover bits', '-----BEGIN CERTIFICATE REQUEST-----MAMCAQV=-----END CERTIFICATE REQUEST-----'],
    ['more than the cap', encodePem('CERTIFICATE REQUEST', Buffer.alloc(900))],
  ])('refuses %s', (_, text) => {
    expect(() => parse(text)).toThrow(InvalidPem);
  });

  it('never throws anything else', () => {
    const line = fc.constantFrom(
      '-----BEGIN CERTIFICATE REQUEST-----',
      '-----END CERTIFICATE REQUEST-----',
      'MAMCAQU=',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 }), lines => {
        try {
          parse(lines.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidPem);
        }
      }),
    );
  });
});
