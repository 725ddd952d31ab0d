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

  it.each([
    ['an empty text', ''],
    ['another label', encodePem('CERTIFICATE', der)],
    ['text before', `x${encodePem('CERTIFICATE REQUEST', der)}`],
    ['text after', `${encodePem('CERTIFICATE REQUEST', der)}x`],
    ['a second block', encodePem('CERTIFICATE REQUEST', der).repeat(2)],
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
