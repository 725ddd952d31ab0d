import { describe, expect, test } from 'vitest';
import { openssl } from '../../../strangers/commands.js';
import { casOk, error, type Issued, makeRoot, makeSub } from '../cas-calls.js';
import { extensionNamesOf, extensionOf, publicKeyOf, subjectOf, verifyChain } from '../openssl-reads.js';
import { makeCsr, P256 } from './csrs.js';
import { useCsrs } from './with-csr.js';

const { scratch, server, sub, plain, send, issue } = useCsrs('CreateClientCertificateWithCsr');
const shown = async ({ Identifier }: Issued) =>
  (await casOk(server.root, 'DescribeClientCertificate', { Identifier })).Certificate as Record<string, unknown>;
const refused = (reason: string) => error('ValidateCsrFailed', `The CSR is not accepted. ${reason}`);

describe('keys of every family and size', () => {
  test.each([
    ['RSA_2048', 'RSA_2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['RSA_3072', 'RSA_2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072']],
    ['ECC_256', 'ECC_384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['ECC_384', 'ECC_256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['ECC_512', 'ECC_256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['SM2_256', 'SM2_256', ['-algorithm', 'SM2']],
  ])('%s below %s', async (FullAlgorithm, Algorithm, key) => {
    const ca = await makeRoot(server.root, { Algorithm });
    const parent = await makeSub(server.root, ca, { Algorithm });
    const { csr, publicKey } = makeCsr(scratch, { key });
    const issued = await issue({ Csr: csr, ParentIdentifier: parent.Identifier });
    expect(publicKeyOf(issued.X509Certificate)).toBe(publicKey);
    expect(await shown(issued)).toMatchObject({ FullAlgorithm });
    verifyChain(scratch, [issued.X509Certificate, parent.Certificate, ca.Certificate]);
  });
});

describe('the subject', () => {
  const subject = '/C=DE/ST=Berlin/L=Mitte/O=Beispiel/OU=IT/OU=Ops/CN=from-csr/emailAddress=a@example.com';

  test('comes from the CSR, as far as it has the six fields, with defaults for the rest', async () => {
    const whole = await issue({ Csr: makeCsr(scratch, { subject }).csr });
    expect(subjectOf(whole.X509Certificate)).toBe('C=DE,ST=Berlin,L=Mitte,O=Beispiel,OU=IT,CN=from-csr');
    const bare = await issue({ Csr: plain });
    expect(subjectOf(bare.X509Certificate)).toBe('C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=from-csr');
  });

  test('parameters decide before the CSR, except for the common name', async () => {
    const parameters = {
      Csr: makeCsr(scratch, { subject }).csr,
      CommonName: 'parameter',
      Organization: 'P',
      Country: 'FR',
    };
    expect(subjectOf((await issue(parameters)).X509Certificate)).toBe('C=FR,ST=Berlin,L=Mitte,O=P,OU=IT,CN=from-csr');
  });

  test('without a common name in the CSR the parameter counts, and without that the identifier', async () => {
    const { csr } = makeCsr(scratch, { subject: '/O=Nobody' });
    expect(subjectOf((await issue({ Csr: csr, CommonName: 'parameter' })).X509Certificate)).toMatch(/CN=parameter$/);
    const issued = await issue({ Csr: csr });
    expect(subjectOf(issued.X509Certificate)).toMatch(new RegExp(`CN=${issued.Identifier}$`));
  });
});

describe('alternative names', () => {
  const names = 'email:a@example.com,URI:spiffe://example.com/a,DNS:a.example.com,IP:192.0.2.1';

  test('come from the CSR where the call has none', async () => {
    const { X509Certificate } = await issue({ Csr: makeCsr(scratch, { subjectAltName: names }).csr });
    expect(extensionOf(X509Certificate, 'Subject Alternative Name')).toBe(
      'email:a@example.com, URI:spiffe://example.com/a, DNS:a.example.com, IP Address:192.0.2.1',
    );
  });

  test('of the call replace those of the CSR', async () => {
    const { csr } = makeCsr(scratch, { subjectAltName: names });
    const { X509Certificate } = await issue({ Csr: csr, SanType: 1, SanValue: 'b@example.com' });
    expect(extensionOf(X509Certificate, 'Subject Alternative Name')).toBe('email:b@example.com');
  });

  test('the common name is none of them', async () => {
    const { X509Certificate } = await issue({ Csr: makeCsr(scratch, { subject: '/CN=a.example.com' }).csr });
    expect(extensionNamesOf(X509Certificate)).not.toContain('Subject Alternative Name');
  });
});

test('a CSR with spaces for line feeds, as documented, is read', async () => {
  expect(await send({ Csr: plain.replaceAll('\n', ' ') })).toMatchObject({ status: 200 });
  expect(await send({ Csr: plain.replaceAll('\n', '\r\n') })).toMatchObject({ status: 200 });
});

test('a CSR is found between text and other blocks, and a private key beside it is not recorded', async () => {
  const key = openssl(['genpkey', ...P256]);
  const Csr = `${openssl(['req', '-text', '-noout'], plain)}${key}${plain}and so on\n`;
  expect(await send({ Csr })).toMatchObject({ status: 200 });
  const cutOff = await send({ Csr: plain + key.replace(/-----END[\s\S]*/, '') });
  expect(cutOff).toMatchObject({ status: 200 });
  const records = await server.auditText();
  expect(records).toContain('[secret]');
  expect(records).not.toContain(key.split('\n')[1]);
  expect(await send({ Csr: plain + plain })).toEqual(
    refused('The PEM text holds 2 blocks of "CERTIFICATE REQUEST": one is taken at a time.'),
  );
});

describe('a CSR is refused', () => {
  test('when it is none', async () => {
    expect(await send({ Csr: 'x' })).toEqual(
      refused('The PEM text has no line "-----BEGIN CERTIFICATE REQUEST-----".'),
    );
    expect(await send({ Csr: sub.Certificate })).toMatchObject({ body: { Code: 'ValidateCsrFailed' } });
    expect(await send({ Csr: plain.replace(/[A-Za-z]{8}/, '????????') })).toMatchObject({
      body: { Code: 'ValidateCsrFailed' },
    });
  });

  test('when it was changed after it was signed', async () => {
    const base64 = plain.replace(/-----.*?-----|\s/g, '');
    const der = Buffer.from(base64, 'base64');
    const at = der.indexOf('from-csr');
    der[at] = 'F'.charCodeAt(0);
    const changed = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    expect(await send({ Csr: changed })).toEqual(refused('The signature of the CSR does not match its public key.'));
  });

  test('when it is signed with SHA-1', async () => {
    const { csr } = makeCsr(scratch, { digest: 'sha1' });
    expect(await send({ Csr: csr })).toEqual(
      refused(
        'The CSR is signed with ECDSA with SHA-1 (1.2.840.10045.4.1), an algorithm that is not supported: RSA (PKCS #1 v1.5) or ECDSA with SHA-256, SHA-384 or SHA-512, and SM2 with SM3 are.',
      ),
    );
  });

  test.each([
    [
      'another curve',
      ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
      'The public key is on a curve that is not supported, secp256k1 (1.3.132.0.10): P-256, P-384, P-521 and SM2 are.',
    ],
    [
      'Ed25519',
      ['-algorithm', 'ED25519'],
      'The public key is of a kind that is not supported, Ed25519 (1.3.101.112): RSA, P-256, P-384, P-521 and SM2 are.',
    ],
    [
      'a short RSA key',
      ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:768'],
      'The RSA key has less than 1024 bits.',
    ],
  ])('when its key is %s', async (_what, key, reason) => {
    expect(await send({ Csr: makeCsr(scratch, { key }).csr })).toEqual(refused(reason));
  });

  test('when its key is of another family than that of the CA', async () => {
    const { csr } = makeCsr(scratch, { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] });
    expect(await send({ Csr: csr })).toMatchObject({ status: 400, body: { Code: 'NotSupportAlgorithm' } });
    expect(await send({ Csr: csr, Algorithm: 'ECC_256' })).toMatchObject({ body: { Code: 'NotSupportAlgorithm' } });
  });
});
