/** zlint and openssl's strict verification look at every kind of certificate that the profiles make. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../api/cas/openssl-reads.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from './commands.js';
import { algorithms, issueFamily } from './issued.js';
import { isZlintMissing, zlintErrors } from './zlint.js';

const scratch = new Scratch();
const withZlint = !isZlintMissing();

/** What we let pass, by names of certificates and lints, and why. */
const exceptions: readonly { readonly names: RegExp; readonly lint: string; readonly why: string }[] = [
  {
    names: /^client.*RSA/,
    lint: 'e_key_usage_and_extended_key_usage_inconsistent',
    why: 'The API documents keyEncipherment for RSA client certificates (wire/cas.md section 6.3). digitalSignature, which clients use, is there.',
  },
];

describe('certificates of every kind', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test.each(algorithms)('of %s are without error for strangers', { timeout: 180_000 }, async algorithm => {
    const { root, sub, external, leaves } = await issueFamily(server, algorithm, scratch);
    const certificates = [root, sub, external, ...leaves];
    for (const { file, issuer } of certificates) {
      verifyChain(scratch, [readFileSync(file, 'utf8'), readFileSync(issuer, 'utf8')]);
    }
    // Its library knows no curve of SM2 and reads nothing: Bouncy Castle and pkilint look at those.
    if (!withZlint || algorithm === 'SM2_256') return;
    const verdicts = zlintErrors(certificates.map(({ file }) => file));
    const found = certificates.map(({ name }, index) => [
      name,
      verdicts[index]?.filter(lint => !exceptions.some(each => each.names.test(name) && each.lint === lint)),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(certificates.map(({ name }) => [name, []])));
  });
});
