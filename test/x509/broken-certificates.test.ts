/** Our lint finds what is broken, by the rule that is about it, and nothing else finds what it does not. */
import { beforeAll, describe, expect, test } from 'vitest';
import { lintSignedCertificate } from '../../src/x509/lint/lint-certificate.js';
import { type BrokenCertificate, makeCertificates } from './broken-certificates.js';

let sound: readonly BrokenCertificate[];
let broken: readonly BrokenCertificate[];
beforeAll(async () => {
  ({ sound, broken } = await makeCertificates());
});

const errorsOf = ({ der }: BrokenCertificate): string[] =>
  lintSignedCertificate(der)
    .filter(({ level }) => level === 'error')
    .map(({ rule }) => rule);

describe('our lint', () => {
  test('finds nothing in the sound ones', () => {
    const found = sound.map(each => [
      each.name,
      lintSignedCertificate(each.der).map(({ rule, message }) => `${rule}: ${message}`),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(sound.map(({ name }) => [name, []])));
  });

  test('finds what is broken, by the rule that is about it', () => {
    const wrong = broken
      .filter(({ rule }) => rule !== undefined)
      .map(each => ({ name: each.name, rule: each.rule, found: errorsOf(each) }))
      .filter(({ rule, found }) => !found.includes(String(rule)));
    expect(wrong).toEqual([]);
  });
});
