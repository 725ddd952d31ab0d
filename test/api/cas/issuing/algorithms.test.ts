/** All seven algorithms from a root to an opened private key: what is asked for is what is made, and openssl agrees with all of it. */
import { describe, expect, test } from 'vitest';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { casOk, issueClient, makeRoot, makeSub } from '../cas-calls.js';
import { blocksOf, extensionOf, publicKeyOf, textOf, verifyChain } from '../openssl-reads.js';

const server = useTestServer();

const scratch = new Scratch();

const RSA = { family: 'RSA', signature: 'sha256WithRSAEncryption', apiSignature: 'SHA256WITHRSA', command: 'rsa' };
const ECC = { family: 'ECC', signature: 'ecdsa-with-SHA256', apiSignature: 'SHA256WITHECDSA', command: 'ec' };
const SM2 = { family: 'SM2', signature: 'SM2-with-SM3', apiSignature: 'SM3WITHSM2', command: 'ec' };

const algorithms = [
  { name: 'RSA_1024', ...RSA, size: 1024, key: 'Public-Key: (1024 bit)' },
  { name: 'RSA_2048', ...RSA, size: 2048, key: 'Public-Key: (2048 bit)' },
  { name: 'RSA_4096', ...RSA, size: 4096, key: 'Public-Key: (4096 bit)' },
  { name: 'ECC_256', ...ECC, size: 256, key: 'ASN1 OID: prime256v1' },
  { name: 'ECC_384', ...ECC, size: 384, key: 'ASN1 OID: secp384r1' },
  { name: 'ECC_512', ...ECC, size: 512, key: 'ASN1 OID: secp521r1' },
  { name: 'SM2_256', ...SM2, size: 256, key: 'ASN1 OID: SM2' },
] as const;

describe.each(algorithms)('$name', algorithm => {
  const { name, signature, key, command } = algorithm;

  test('from a root to an opened private key', async () => {
    const root = await makeRoot(server.root, { Algorithm: name });
    const sub = await makeSub(server.root, root, { Algorithm: name });
    const issued = await issueClient(server.root, sub, { Algorithm: name });

    for (const pem of [root.Certificate, sub.Certificate, issued.X509Certificate]) {
      const text = textOf(pem);
      expect(text).toContain(key);
      expect(text.match(/Signature Algorithm: (.*)/g)).toEqual(Array(2).fill(`Signature Algorithm: ${signature}`));
    }
    const usage = algorithm.family === 'RSA' ? 'Digital Signature, Key Encipherment' : 'Digital Signature';
    expect(extensionOf(issued.X509Certificate, 'Key Usage')).toBe(`critical ${usage}`);

    // RSA of 1024 bits is below openssl's first security level, which is what the reader should hear.
    const level = name === 'RSA_1024' ? ['-auth_level', '0'] : [];
    verifyChain(
      scratch,
      [issued.X509Certificate, ...blocksOf(issued.CertificateChain)],
      ['-purpose', 'sslclient', ...level],
    );
    expect(blocksOf(issued.CertificateChain)).toEqual([sub.Certificate, root.Certificate]);

    const { Certificate } = await casOk(server.root, 'DescribeClientCertificate', { Identifier: issued.Identifier });
    expect(Certificate).toMatchObject({
      Algorithm: algorithm.family,
      FullAlgorithm: name,
      KeySize: algorithm.size,
      SignAlgorithm: algorithm.apiSignature,
    });
    const { Certificate: authority } = await casOk(server.root, 'DescribeCACertificate', {
      Identifier: sub.Identifier,
    });
    expect(authority).toMatchObject({
      Algorithm: algorithm.family,
      FullAlgorithm: name,
      KeySize: algorithm.size,
      SignAlgorithm: algorithm.apiSignature,
    });

    const { EncryptedData } = await casOk(server.root, 'DescribeCertificatePrivateKey', {
      Identifier: issued.Identifier,
      EncryptedCode: '!Demo@WS3ed',
    });
    const encrypted = scratch.write(`${name}-encrypted.pem`, EncryptedData as string);
    const opened = scratch.path(`${name}-opened.pem`);
    openssl([command, '-in', encrypted, '-passin', 'pass:!Demo@WS3ed', '-out', opened]);
    expect(openssl(['pkey', '-in', opened, '-pubout'])).toBe(publicKeyOf(issued.X509Certificate));
    expect(() => openssl([command, '-in', encrypted, '-passin', 'pass:wrong', '-out', opened])).toThrow();
  });
});

test('a family may mix its sizes, in both directions', async () => {
  const root = await makeRoot(server.root, { Algorithm: 'ECC_256' });
  const sub = await makeSub(server.root, root, { Algorithm: 'ECC_384' });
  const issued = await issueClient(server.root, sub, { Algorithm: 'ECC_512' });
  verifyChain(scratch, [issued.X509Certificate, sub.Certificate, root.Certificate]);

  // And as a whole, as a TLS library does it.
  const rootFile = scratch.write('root.pem', root.Certificate);
  const chainFile = scratch.write('chain.pem', issued.CertificateChain);
  const leafFile = scratch.write('leaf.pem', issued.X509Certificate);
  expect(openssl(['verify', '-x509_strict', '-CAfile', rootFile, '-untrusted', chainFile, leafFile])).toContain(': OK');
});
