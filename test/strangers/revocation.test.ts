/** Revocation lists and OCSP answers before strangers: pkilint, openssl, Java's validator, Bouncy Castle. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Issued, issueClient } from '../api/cas/cas-calls.js';
import { findPython, script } from '../python/interpreter.js';
import { getPath, makeRequest, runBeside } from '../responders/ocsp-client.js';
import { type PublishingAuthority, publishingAuthority, revokeCertificate } from '../responders/revocation-calls.js';
import { startTestServer, type TestServer } from '../server.js';
import { isMissing, openssl, run, Scratch } from './commands.js';

const scratch = new Scratch();
const python = findPython('pkilint');
const javaMissing = isMissing('javac', ['-version']);
const jars = ['bcprov', 'bcutil', 'bcpkix'].map(name => `/usr/share/java/${name}.jar`);
const program = (name: string) => join(import.meta.dirname, '../java', name);

interface Scene {
  readonly server: TestServer;
  readonly sub: PublishingAuthority;
  readonly good: Issued;
  readonly revoked: Issued;
}

async function scene(server: TestServer, Algorithm: string): Promise<Scene> {
  const sub = await publishingAuthority(server.root, server.accountId, { Algorithm });
  const [good, revoked] = [await issue(server, sub), await issue(server, sub)];
  await revokeCertificate(server.root, revoked);
  return { server, sub, good, revoked };
}
const issue = (server: TestServer, sub: PublishingAuthority) => issueClient(server.root, sub, { EnableCrl: 1 });

async function download(url: string, name: string): Promise<string> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const file = scratch.path(name);
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  return file;
}
const pemOf = (listFile: string, name: string): string =>
  scratch.write(name, openssl(['crl', '-inform', 'DER', '-in', listFile]));
const addressOf = (pem: string): string => /URI:(\S+\.crl)/.exec(openssl(['x509', '-noout', '-text'], pem))?.[1] ?? '';

/** What openssl says of a certificate by these lists: OK, or why not. */
function verdict(
  { sub }: Scene,
  { X509Certificate }: Issued,
  listPems: readonly string[],
  ...options: string[]
): string {
  const trusted = scratch.write('sub.pem', sub.Certificate);
  const leaf = scratch.write('leaf.pem', X509Certificate);
  const lists = listPems.flatMap(file => ['-CRLfile', file]);
  const command = ['verify', '-crl_check', ...options, ...lists, '-partial_chain', '-trusted', trusted, leaf];
  try {
    return openssl(command).includes(': OK') ? 'OK' : 'neither';
  } catch (error) {
    return /error \d+ at 0 depth lookup: (.*)/.exec(String(error))?.[1] ?? String(error);
  }
}

describe('a small list', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test.skipIf(!python).each(['RSA_2048', 'ECC_256', 'ECC_384', 'ECC_512', 'SM2_256'])(
    'and OCSP answers of %s have nothing that pkilint warns about',
    async algorithm => {
      const it = await scene(server, algorithm);
      const empty = await publishingAuthority(server.root, server.accountId, { Algorithm: algorithm });
      const published = [
        { name: 'list', kind: 'crl', file: await download(server.url + it.sub.path, 'list.crl') },
        { name: 'empty list', kind: 'crl', file: await download(server.url + empty.path, 'empty.crl') },
      ];
      const asked = { good: [it.good], revoked: [it.revoked], both: [it.good, it.revoked], unknown: [it.good] };
      for (const [name, certificates] of Object.entries(asked)) {
        const certificatePems = certificates.map(each => each.X509Certificate);
        const options = name === 'unknown' ? ['-serial', '0x99', '-nonce'] : ['-no_nonce'];
        const request = makeRequest({ issuerPem: it.sub.Certificate, certificatePems, scratch, options });
        const url = `${server.url}/ocsp/${it.sub.Identifier}/${getPath(request)}`;
        published.push({ name, kind: 'ocsp', file: await download(url, `${name}.ocsp`) });
      }
      const findings = run(String(python), [script('lint_revocation.py'), 'WARNING'], JSON.stringify(published));
      expect(JSON.parse(findings)).toEqual(Object.fromEntries(published.map(({ name }) => [name, []])));
    },
  );

  test.skipIf(javaMissing).each(['RSA_2048', 'ECC_256', 'ECC_384'])(
    "and OCSP of %s: Java's validator finds what is revoked, at the addresses in the certificates",
    async algorithm => {
      const it = await scene(server, algorithm);
      const files = [it.sub.Certificate, it.good.X509Certificate, it.revoked.X509Certificate].map((pem, i) =>
        scratch.write(`java-${i}.pem`, pem),
      );
      const check = (how: string) =>
        runBeside('java', ['-Dcom.sun.security.enableCRLDP=true', program('CheckRevocation.java'), how, '-', ...files]);
      expect(await check('ocsp')).toBe('good\nREVOKED\n');
      expect(await check('crl')).toBe('good\nREVOKED\n');
    },
  );

  test.skipIf(javaMissing || !jars.every(existsSync))('and OCSP of SM2: Bouncy Castle verifies both', async () => {
    const it = await scene(server, 'SM2_256');
    const files = [it.sub.Certificate, it.revoked.X509Certificate, it.good.X509Certificate].map((pem, i) =>
      scratch.write(`sm2-${i}.pem`, pem),
    );
    const list = await download(server.url + it.sub.path, 'sm2.crl');
    const url = `${server.url}/ocsp/${it.sub.Identifier}`;
    const said = await runBeside('java', [
      '-cp',
      jars.join(':'),
      program('VerifySm2Revocation.java'),
      ...files,
      list,
      url,
    ]);
    expect(said.trimEnd().split('\n')).toEqual([
      'the list is signed by SM2 with SM3',
      'the list has the revoked one and not the other',
      'the good one is good by OCSP',
      'the revoked one is revoked by OCSP',
    ]);
  });
});

describe('a large list', () => {
  let server: TestServer;
  let it: Scene;
  /** The complete list before the last revocation. */
  let earlier: string;
  let late: Issued;
  let lateInPart: Issued;

  beforeAll(async () => {
    server = await startTestServer({ environment: { CHANCERY_CRL_SPLIT_ABOVE: '0' } });
    it = await scene(server, 'ECC_256');
    late = await issue(server, it.sub);
    earlier = await download(server.url + it.sub.path, 'earlier.crl');
    lateInPart = await issue(server, it.sub);
    await revokeCertificate(server.root, late);
    await revokeCertificate(server.root, lateInPart);
  });
  afterAll(() => server.close());

  const base = () => `${server.url}${it.sub.path.replace('.crl', '')}`;

  test('has a delta list that says what was revoked since', async () => {
    const delta = await download(`${base()}/delta.crl`, 'delta.crl');
    const text = (file: string) => openssl(['crl', '-inform', 'DER', '-in', file, '-noout', '-text']);
    expect(text(earlier)).toContain(`URI:${base()}/delta.crl`);
    expect(text(delta)).toContain('X509v3 Delta CRL Indicator: critical');
    const [earlierPem, deltaPem] = [pemOf(earlier, 'earlier.pem'), pemOf(delta, 'delta.pem')];
    expect(verdict(it, late, [earlierPem])).toBe('OK');
    expect(verdict(it, late, [earlierPem, deltaPem], '-use_deltas', '-extended_crl')).toBe('certificate revoked');
    expect(verdict(it, it.good, [earlierPem, deltaPem], '-use_deltas', '-extended_crl')).toBe('OK');
    const full = pemOf(await download(server.url + it.sub.path, 'full.crl'), 'full.pem');
    for (const each of [late, lateInPart, it.revoked]) expect(verdict(it, each, [full])).toBe('certificate revoked');
  });

  test('comes in parts, whose addresses new certificates carry; those of before go on with the complete one', async () => {
    expect(addressOf(late.X509Certificate)).toBe(server.url + it.sub.path);
    const address = addressOf(lateInPart.X509Certificate);
    expect(address).toMatch(new RegExp(`^${base()}/\\d+\\.crl$`));
    const part = pemOf(await download(address, 'part.crl'), 'part.pem');
    expect(verdict(it, lateInPart, [part])).toBe('certificate revoked');
    // A part says nothing of certificates that belong to another, or that were issued before there were any.
    expect(verdict(it, late, [part])).toMatch(/unable to get certificate CRL|[Dd]ifferent CRL scope/);
    const numbers = Array.from({ length: 64 }, (_, i) => i);
    const files = await Promise.all(numbers.map(i => download(`${base()}/${i}.crl`, `part-${i}.crl`)));
    const entries = files.map(file => openssl(['crl', '-inform', 'DER', '-in', file, '-noout', '-text']));
    expect(entries.flatMap(text => text.match(/Serial Number/g) ?? [])).toHaveLength(3);
    expect((await fetch(`${base()}/64.crl`)).status).toBe(404);
  });

  test.skipIf(!python)('and its parts and delta have nothing that pkilint warns about', async () => {
    const address = addressOf(lateInPart.X509Certificate);
    const published = [
      { name: 'full', kind: 'crl', file: await download(server.url + it.sub.path, 'lint-full.crl') },
      { name: 'delta', kind: 'crl', file: await download(`${base()}/delta.crl`, 'lint-delta.crl') },
      { name: 'part', kind: 'crl', file: await download(address, 'lint-part.crl') },
    ];
    const findings = run(String(python), [script('lint_revocation.py'), 'WARNING'], JSON.stringify(published));
    expect(JSON.parse(findings)).toEqual({ full: [], delta: [], part: [] });
  });

  test.skipIf(javaMissing)("Java's validator finds the part by the address in the certificate", async () => {
    const fresh = await issue(server, it.sub);
    const files = [it.sub.Certificate, fresh.X509Certificate, lateInPart.X509Certificate].map((pem, i) =>
      scratch.write(`part-java-${i}.pem`, pem),
    );
    const command = ['-Dcom.sun.security.enableCRLDP=true', program('CheckRevocation.java'), 'crl', '-', ...files];
    expect(await runBeside('java', command)).toBe('good\nREVOKED\n');
  });
});
