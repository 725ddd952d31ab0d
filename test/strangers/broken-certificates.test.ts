/** What zlint or pkilint call an error our lint calls one too: on certificates that are each broken in one way. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodePem } from '../../src/crypto/pem.js';
import { lintSignedCertificate } from '../../src/x509/lint/lint-certificate.js';
import { findPython, script } from '../python/interpreter.js';
import { type BrokenCertificate, makeCertificates } from '../x509/broken-certificates.js';
import { run, Scratch } from './commands.js';
import { isZlintMissing, zlintErrors } from './zlint.js';

/**
 * What a stranger calls an error and we do not, and why. `test` checks that each is still needed. certlint is not asked: it is a Ruby
 * program that no registry has.
 */
const exceptions: Readonly<Record<string, string>> = {
  'a wildcard in front':
    'RFC 5280 section 4.2.1.6 leaves wildcards open and RFC 9525 section 6.3 gives them their meaning.',
  'a URI with a host of one label':
    'A warning here: identities such as spiffe://domain/service name a trust domain, and private networks have such hosts.',
  'usages beyond those of the purpose':
    'RFC 5280 section 4.2.1.12 asks whether a use is consistent with both extensions; a usage that no purpose needs does not change that.',
  'a postal code of 17 characters': 'X.520 allows 40; the 16 of RFC 5280 are those of X.400 addresses.',
};

const scratch = new Scratch();
let all: readonly BrokenCertificate[];
let files: readonly string[];
beforeAll(async () => {
  const { sound, broken } = await makeCertificates();
  all = [...sound, ...broken];
  files = all.map(({ der }, index) => scratch.write(`${index}.pem`, encodePem('CERTIFICATE', der)));
});

const isFoundByUs = ({ der }: BrokenCertificate): boolean =>
  lintSignedCertificate(der).some(({ level }) => level === 'error');

/** The names of those that the stranger finds fault with, or cannot even read, and we do not. */
const missed = (verdicts: readonly (readonly string[] | undefined | null)[]): string[] =>
  all.filter((each, index) => verdicts[index]?.length !== 0 && !isFoundByUs(each)).map(({ name }) => name);

const exceptionsAmong = (names: readonly string[]) => names.filter(name => !Object.hasOwn(exceptions, name));

describe.skipIf(isZlintMissing())('zlint', () => {
  test('calls nothing an error that we let pass', { timeout: 120_000 }, () => {
    const verdicts = zlintErrors(files);
    expect(exceptionsAmong(missed(verdicts))).toEqual([]);
    expect(verdicts.filter(found => found?.length !== 0).length).toBeGreaterThan(90);
  });
});

const python = findPython('pkilint');
describe.skipIf(!python)('pkilint', () => {
  test('calls nothing an error that we let pass', { timeout: 120_000 }, () => {
    const output = run(String(python), [script('lint_broken.py')], JSON.stringify(files));
    const verdicts = JSON.parse(output) as (string[] | null)[];
    expect(exceptionsAmong(missed(verdicts))).toEqual([]);
    expect(verdicts.filter(found => found?.length !== 0).length).toBeGreaterThan(90);
  });
});

test('every exception is about a certificate that we let pass', () => {
  const passed = all.filter(each => !isFoundByUs(each)).map(({ name }) => name);
  expect(Object.keys(exceptions).filter(name => !passed.includes(name))).toEqual([]);
});
