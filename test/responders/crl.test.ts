import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Ca, openCa } from '../../src/ca/ca.js';
import { crlResponder } from '../../src/responders/crl.js';
import { openKeyFile } from '../../src/seal/key-file.js';
import { caRecords } from '../../src/store/ca.js';
import { issueClient, type MadeAuthority, makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { revoke } from '../api/cas/store-edits.js';
import { openssl, Scratch } from '../strangers/commands.js';
import { useMade } from '../use-made.js';
import { useTestServer } from '../use-test-server.js';

const scratch = new Scratch();
/** The server's CA once more, for tests that set the clock of the responder. */
let ca: Ca;
let clock: Date;
const server = useTestServer();
const root = useMade(() => makeRoot(server.root));
beforeAll(async () => {
  const seal = await openKeyFile(server.data);
  if (!seal) throw new Error('the server has no key file');
  ca = openCa(caRecords(server.running.store), seal, { publicUrl: () => server.url });
});

const DAY_MS = 86_400_000;
const publishing = (parameters: object = {}) =>
  makeSub(server.root, root, { EnableCrl: true, CrlDay: 10, ...parameters });
const get = (path: string) => fetch(`${server.url}${path}`);
const pathOf = ({ Identifier }: { Identifier: string }, account = server.accountId) =>
  `/crl/${account}/${Identifier}.crl`;

async function listOf(authority: MadeAuthority): Promise<string> {
  const response = await get(pathOf(authority));
  expect(response.status).toBe(200);
  const file = scratch.path('list.crl');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  return file;
}
const textOf = (file: string): string => openssl(['crl', '-inform', 'DER', '-in', file, '-noout', '-text']);
/** openssl prints small numbers in decimal and large ones as 0x…, which `Number` both reads. */
const numberOf = (file: string): number => Number(/X509v3 CRL Number: \s*(\w+)/.exec(textOf(file))?.[1]);

describe('the list of a CA', () => {
  test('is at the address that its certificates carry, without a signature', async () => {
    const sub = await publishing();
    const { X509Certificate } = await issueClient(server.root, sub, { EnableCrl: 1 });
    const [address] = /http:\S+\.crl/.exec(openssl(['x509', '-noout', '-text'], X509Certificate)) ?? [];
    expect(address).toBe(`${server.url}${pathOf(sub)}`);
    const response = await fetch(address ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pkix-crl');
    expect(response.headers.get('cache-control')).toBe('public, no-transform, must-revalidate, max-age=300');
  });

  test('is of version 2, signed, numbered and dated', async () => {
    const sub = await publishing();
    const file = await listOf(sub);
    const text = textOf(file);
    expect(text).toMatch(/Version 2 \(0x1\)/);
    expect(text).toContain('No Revoked Certificates.');
    expect(text).toContain('X509v3 Authority Key Identifier');
    expect(Math.abs(numberOf(file) - Date.now())).toBeLessThan(60_000);
    const [, last, next] = /Last Update: (.*)\n\s+Next Update: (.*)\n/.exec(text) ?? [];
    expect(Date.parse(next ?? '') - Date.parse(last ?? '')).toBe(10 * DAY_MS);
    const issuer = scratch.write('issuer.pem', sub.Certificate);
    openssl(['crl', '-inform', 'DER', '-in', file, '-CAfile', issuer, '-noout']);
  });

  test('lets openssl find what is revoked, from the first list on', async () => {
    const sub = await publishing();
    const [good, bad] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
    const before = numberOf(await listOf(sub));
    await revoke(server, bad.Identifier, new Date('2026-02-03T04:05:06Z'));
    const file = await listOf(sub);
    expect(numberOf(file)).toBeGreaterThan(before);
    expect(textOf(file).toLowerCase()).toContain(`serial number: ${bad.SerialNumber}`);
    expect(textOf(file)).toContain('Revocation Date: Feb  3 04:05:06 2026 GMT');

    const lists = scratch.path('list.pem');
    openssl(['crl', '-inform', 'DER', '-in', file, '-out', lists]);
    const chain = scratch.write('sub.pem', sub.Certificate);
    const verify = (pem: string) =>
      openssl([
        'verify',
        '-crl_check',
        '-CRLfile',
        lists,
        '-partial_chain',
        '-trusted',
        chain,
        scratch.write('leaf.pem', pem),
      ]);
    expect(verify(good.X509Certificate)).toContain(': OK');
    expect(() => verify(bad.X509Certificate)).toThrow(/certificate revoked/);
  });

  test('names a revoked sub CA on the list of the CA above', async () => {
    const upper = await publishing({ PathLenConstraint: 1 });
    const lower = await makeSub(server.root, upper);
    await revoke(server, lower.Identifier);
    const serial = openssl(['x509', '-noout', '-serial'], lower.Certificate).trim().replace('serial=', '');
    expect(textOf(await listOf(upper))).toContain(`Serial Number: ${serial}`);
  });

  test('stays the same for half of its life, and is made anew before it ends', async () => {
    const sub = await publishing();
    const respond = crlResponder(ca, () => clock);
    const bodyAt = async (days: number) => {
      clock = new Date(Date.now() + days * DAY_MS);
      return (await respond(pathOf(sub)))?.body;
    };
    const first = await bodyAt(0);
    expect(first).toBeDefined();
    expect(await bodyAt(4.9)).toBe(first);
    const second = await bodyAt(5.1);
    expect(second).not.toEqual(first);
    const numbers = [first, second].map(body => numberOf(scratch.write('numbered.crl', body ?? '')));
    expect(numbers[1]).toBeGreaterThan(numbers[0] as number);
  });

  test.each(['RSA_2048', 'ECC_384', 'SM2_256'])('is signed with %s', async Algorithm => {
    const ca = await makeRoot(server.root, { Algorithm });
    const sub = await makeSub(server.root, ca, { Algorithm, EnableCrl: true });
    const file = await listOf(sub);
    if (Algorithm !== 'SM2_256') {
      openssl([
        'crl',
        '-inform',
        'DER',
        '-in',
        file,
        '-CAfile',
        scratch.write('issuer.pem', sub.Certificate),
        '-noout',
      ]);
      return;
    }
    // openssl 3.0 cannot be told the identity for a list, so it gets the signature and what is signed by themselves.
    const lines = openssl(['asn1parse', '-inform', 'DER', '-in', file]).split('\n');
    const offsetOf = (pattern: RegExp) =>
      lines.filter(line => pattern.test(line)).map(line => line.split(':')[0]?.trim() ?? '');
    const [tbsAt] = offsetOf(/d=1 .*SEQUENCE/);
    const [signatureAt] = offsetOf(/d=1 .*BIT STRING/);
    const [tbs, signature] = [scratch.path('tbs'), scratch.path('signature')];
    openssl(['asn1parse', '-inform', 'DER', '-in', file, '-strparse', tbsAt ?? '', '-out', tbs, '-noout']);
    openssl(['asn1parse', '-inform', 'DER', '-in', file, '-strparse', signatureAt ?? '', '-out', signature, '-noout']);
    const key = scratch.write('issuer-key.pem', openssl(['x509', '-noout', '-pubkey'], sub.Certificate));
    const check = ['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
    expect(openssl([...check, '-pubin', '-inkey', key, '-in', tbs, '-sigfile', signature])).toContain('Successfully');
  });
});

describe('there is no list', () => {
  test('of a CA that publishes none, of another account, or of nothing', async () => {
    const silent = await makeSub(server.root, root);
    const sub = await publishing();
    const leaf = await issueClient(server.root, sub);
    const paths = [
      pathOf(silent),
      pathOf(root),
      pathOf(leaf),
      pathOf(sub, server.otherAccountId),
      pathOf(sub).replace('.crl', ''),
      `${pathOf(sub)}/x`,
      '/crl/1/x.crl',
      '/crl/',
      `/crl/${server.accountId}/..%2f${sub.Identifier}.crl`,
    ];
    expect(await Promise.all(paths.map(async path => (await get(path)).status))).toEqual(paths.map(() => 404));
  });

  test('of a CA that has expired', async () => {
    const sub = await publishing({ Years: 1 });
    const respond = crlResponder(ca, () => clock);
    clock = new Date();
    expect(await respond(pathOf(sub))).toMatchObject({ status: 200 });
    clock = new Date(Date.now() + 366 * DAY_MS);
    expect(await respond(pathOf(sub))).toBeUndefined();
  });
});

test('the certificate of a CA is public, and that of an end entity is not', async () => {
  const response = await get(`/ca/${root.Identifier}.crt`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pkix-cert');
  const der = scratch.write('ca.crt', Buffer.from(await response.arrayBuffer()));
  expect(openssl(['x509', '-inform', 'DER', '-in', der])).toBe(root.Certificate);

  const leaf = await issueClient(server.root, await makeSub(server.root, root));
  for (const path of [`/ca/${leaf.Identifier}.crt`, '/ca/x.crt', '/ca/', `/ca/${root.Identifier}`]) {
    expect((await get(path)).status).toBe(404);
  }
});
