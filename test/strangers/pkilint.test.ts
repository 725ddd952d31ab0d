/** pkilint holds what we issue against RFC 5280: nothing of its levels error and warning. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPython, script } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { run, Scratch } from './commands.js';
import { algorithms, issueFamily } from './issued.js';

const python = findPython('pkilint');
const scratch = new Scratch();
/** What it says about wildcards, which RFC 5280 section 4.2.1.6 does not address: they are RFC 9525's. */
const aboutWildcards = [expect.stringMatching(/^ERROR pkix\.invalid_domain_name_syntax .*"\*\.example\.com"$/)];

/** SM2 is a cipher as well (GB/T 32918.4); the linter takes every key of its kind for one of ECDSA. */
const aboutSm2 = [expect.stringMatching(/^ERROR pkix\.key_usage_value_prohibited_for_ec /)];
const expectedOf = (name: string): unknown[] => {
  if (name.includes('wildcard')) return aboutWildcards;
  return name === 'custom that enciphers, SM2_256' ? aboutSm2 : [];
};

describe.skipIf(!python)('pkilint', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test.each(algorithms)('finds no error in certificates of %s, nor anything to warn about', async algorithm => {
    const { root, sub, external, leaves } = await issueFamily(server, algorithm, scratch);
    const certificates = [root, sub, external, ...leaves];
    const output = run(String(python), [script('lint_certificates.py'), 'WARNING'], JSON.stringify(certificates));
    const expected = certificates.map(({ name }) => [name, expectedOf(name)]);
    expect(JSON.parse(output)).toEqual(Object.fromEntries(expected));
  });
});
