/**
 * No holder of a certificate that a user can get speaks for the CA: openssl takes neither the OCSP answers that they sign nor their
 * revocation lists, although it is told to look for indirect ones.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueClient } from '../api/cas/cas-calls.js';
import { ask } from '../responders/ocsp-client.js';
import { type PublishingAuthority, publishingAuthority } from '../responders/revocation-calls.js';
import { startTestServer, type TestServer } from '../server.js';
import { openssl, Scratch } from './commands.js';

const scratch = new Scratch();
let server: TestServer;
let sub: PublishingAuthority;
let victim: string;
let keyFile: string;
let csr: string;
beforeAll(async () => {
  server = await startTestServer();
  sub = await publishingAuthority(server.root, server.accountId, { Algorithm: 'ECC_256' });
  victim = scratch.write('victim.pem', (await issueClient(server.root, sub, { EnableCrl: 1 })).X509Certificate);
  keyFile = scratch.path('holder.key');
  openssl(['ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', keyFile]);
  csr = openssl(['req', '-new', '-key', keyFile, '-subj', '/CN=holder.example.com']);
});
afterAll(() => server.close());

const custom = (Extensions: object) => ['CreateCustomCertificate', { Validity: '90d', ApiPassthrough: { Extensions } }];
const ways: readonly (readonly [what: string, action: string, parameters: object])[] = [
  ['a client', 'CreateClientCertificateWithCsr', {}],
  ['a server', 'CreateServerCertificateWithCsr', { Domain: 'a.example.com' }],
  ['a custom one that says nothing', 'CreateCustomCertificate', { Validity: '90d' }],
  ...[
    ['a custom one without key usage', { KeyUsage: { DigitalSignature: false } }],
    ['a custom one for any purpose', { ExtendedKeyUsages: ['any'] }],
    ['a custom one for code and mail', { ExtendedKeyUsages: ['codeSigning', 'emailProtection', 'clientAuth'] }],
    ['a custom one for time stamping', { ExtendedKeyUsages: ['timeStamping'] }],
    ['a custom one for the parent of OCSPSigning', { ExtendedKeyUsages: ['1.3.6.1.5.5.7.3', '1.3.6.1.5.5.7.48.1'] }],
  ].map(([what, extensions]): [string, string, object] => {
    const [action, parameters] = custom(extensions as object);
    return [String(what), String(action), parameters as object];
  }),
];

async function holderOf(action: string, parameters: object): Promise<string> {
  const request = { ParentIdentifier: sub.Identifier, Csr: csr, Immediately: 1, ...parameters };
  const { status, body, text } = await server.root.call('2020-06-30', action, request);
  expect(status, text).toBe(200);
  return scratch.write('holder.pem', String(body.X509Certificate ?? body.Certificate));
}

const succeeds = (args: readonly string[]): boolean => {
  try {
    openssl(args);
    return true;
  } catch {
    return false;
  }
};

/** Whether openssl takes an answer about a certificate that this signer signed: `good`, whatever it is. */
function answerHolds(signerFile: string, signerKey: string, issuerFile: string, aboutFile: string, trusted: string) {
  const serial = openssl(['x509', '-in', aboutFile, '-noout', '-serial']).trim().replace('serial=', '');
  const index = scratch.write('index.txt', `V\t491231235959Z\t\t${serial}\tunknown\t/CN=victim\n`);
  const [request, response] = [scratch.path('request.der'), scratch.path('response.der')];
  openssl(['ocsp', '-issuer', issuerFile, '-cert', aboutFile, '-no_nonce', '-reqout', request]);
  const signer = ['-rsigner', signerFile, '-rkey', signerKey, '-CA', issuerFile];
  openssl(['ocsp', '-index', index, ...signer, '-reqin', request, '-respout', response, '-ndays', '1']);
  const read = ['ocsp', '-respin', response, '-issuer', issuerFile, '-cert', aboutFile, '-CAfile', trusted];
  return succeeds(read);
}

/** Whether openssl, told to look for indirect lists, takes an empty list that this signer signed as the word on a certificate. */
function listHolds(signerFile: string, signerKey: string, aboutFile: string, untrusted: string, trusted: string) {
  const config = scratch.write(
    'crl.cnf',
    `[ca]\ndefault_ca=it\n[it]\ndatabase=${scratch.write('database.txt', '')}\ndefault_md=sha256\ndefault_crl_days=7\n` +
      // With the key of the holder in it openssl does not take the list for one of the CA whose signature is wrong.
      'crl_extensions=ext\n[ext]\nauthorityKeyIdentifier=keyid:always\n',
  );
  const list = scratch.path('forged.crl');
  openssl(['ca', '-gencrl', '-config', config, '-cert', signerFile, '-keyfile', signerKey, '-out', list]);
  const lists = ['-extended_crl', '-crl_check', '-CRLfile', list];
  return succeeds(['verify', ...lists, '-CAfile', trusted, '-untrusted', untrusted, aboutFile]);
}

/** The CA of a name that a fake has to have, made by openssl without our help. */
function makeStage(holderSubject: string, holderExtensions: string) {
  const file = (name: string) => scratch.path(`stage-${name}`);
  const sign = (name: string, subject: string, extensions: string, by?: string) => {
    openssl(['ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', file(`${name}.key`)]);
    const request = openssl(['req', '-new', '-key', file(`${name}.key`), '-subj', subject]);
    const ext = scratch.write('stage.ext', `${extensions}\nsubjectKeyIdentifier=hash\n`);
    const signer = by ? ['-CA', file(`${by}.pem`), '-CAkey', file(`${by}.key`)] : ['-signkey', file(`${name}.key`)];
    openssl(['x509', '-req', '-days', '9', '-extfile', ext, ...signer, '-out', file(`${name}.pem`)], request);
  };
  sign('ca', '/CN=Stage CA', 'basicConstraints=critical,CA:TRUE');
  sign('victim', '/CN=victim', 'basicConstraints=CA:FALSE', 'ca');
  sign('holder', holderSubject, holderExtensions, 'ca');
  return file;
}

describe('on a stage that openssl built, such certificates do speak for the CA', () => {
  test('with OCSPSigning, by OCSP', () => {
    const file = makeStage('/CN=holder', 'extendedKeyUsage=OCSPSigning');
    expect(
      answerHolds(file('holder.pem'), file('holder.key'), file('ca.pem'), file('victim.pem'), file('ca.pem')),
    ).toBe(true);
  });

  test("with the CA's name and no key usage, by a list", () => {
    const file = makeStage('/CN=stage  ca', 'basicConstraints=CA:FALSE');
    expect(
      listHolds(file('holder.pem'), file('holder.key'), file('victim.pem'), file('holder.pem'), file('ca.pem')),
    ).toBe(true);
  });
});

describe('no holder speaks for our CA:', () => {
  test.each(ways)('%s', async (_what, action, parameters) => {
    const holder = await holderOf(action, parameters);
    const issuer = scratch.write('issuer-of-all.pem', sub.Certificate);
    const chain = scratch.write('chain.pem', sub.CertificateChain);
    expect(openssl(['x509', '-in', holder, '-noout', '-text'])).toContain('Key Usage: critical');
    expect(answerHolds(holder, keyFile, issuer, victim, chain)).toBe(false);
    expect(listHolds(holder, keyFile, victim, holder, chain)).toBe(false);
  });

  test('an external CA beside it, for its root or for it', async () => {
    const answer = await server.root.call('2020-06-30', 'CreateExternalCACertificate', {
      InstanceId: sub.root.Identifier,
      Csr: csr,
      Validity: '1y',
    });
    expect(answer.status, answer.text).toBe(200);
    const holder = scratch.write('external.pem', String(answer.body.Certificate));
    const issuer = scratch.write('issuer-of-all.pem', sub.Certificate);
    const chain = scratch.write('chain.pem', sub.CertificateChain);
    const rootFile = scratch.write('root.pem', sub.root.Certificate);
    expect(answerHolds(holder, keyFile, issuer, victim, chain)).toBe(false);
    expect(answerHolds(holder, keyFile, rootFile, issuer, rootFile)).toBe(false);
    expect(listHolds(holder, keyFile, victim, holder, chain)).toBe(false);
  });

  test('but the server does', async () => {
    const url = `${server.url}/ocsp/${sub.Identifier}`;
    const certificatePems = [openssl(['x509', '-in', victim])];
    const asked = { url, issuerPem: sub.Certificate, certificatePems, scratch };
    expect(await ask(asked, sub.CertificateChain)).toMatch(/Response verify OK[\s\S]*: good/);
  });
});
