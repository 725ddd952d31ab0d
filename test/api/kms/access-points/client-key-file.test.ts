/** The PKCS #12 file and the certificate that CreateClientKey makes, as those see them who have to open them. */
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { findPython } from '../../../python/interpreter.js';
import { useTestServer } from '../../../use-test-server.js';
import { kms, kmsOk } from '../kms-calls.js';
import { openKeyFile, run, withFile } from './key-file.js';

const Password = 'Demo~p4ss_word';

const server = useTestServer();

const createAccessPoint = (Name: string) =>
  kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });

async function created(AapName: string): Promise<Record<string, string>> {
  return (await kmsOk(server.root, 'CreateClientKey', { AapName, Password })) as Record<string, string>;
}

describe('the file', () => {
  let key: Record<string, string>;
  let PublicKeyData: string;
  let bytes: Buffer;
  beforeAll(async () => {
    await createAccessPoint('file');
    key = await created('file');
    bytes = Buffer.from(key.PrivateKeyData!, 'base64');
    const { body } = await kms(server.root, 'GetClientKey', { ClientKeyId: key.ClientKeyId }, { method: 'GET' });
    PublicKeyData = body.PublicKeyData as string;
  });

  test('opens with openssl: one key and one certificate, that of GetClientKey and ListClientKeys', async () => {
    const { privateKey, certificates } = openKeyFile(key.PrivateKeyData!, Password)!;
    expect(certificates).toEqual([PublicKeyData]);
    const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName: 'file' });
    expect(ClientKeys).toMatchObject([{ ClientKeyId: key.ClientKeyId, PublicKeyData }]);

    const certificate = new X509Certificate(PublicKeyData);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
    expect(privateKey.asymmetricKeyType).toBe('rsa');
    expect(privateKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
  });

  test('does not open with another password', () => {
    expect(openKeyFile(key.PrivateKeyData!, `${Password}x`)).toBeUndefined();
    expect(openKeyFile(key.PrivateKeyData!, '')).toBeUndefined();
  });

  test('has the certificate first and 3DES and SHA-1 throughout, as the Go clients need it', () => {
    const described = withFile(bytes, file => {
      const options = ['-in', file, '-passin', `pass:${Password}`, '-info', '-nodes'];
      return run('sh', ['-c', 'openssl pkcs12 "$@" 2>&1 >/dev/null', 'sh', ...options]);
    });
    const parts = described?.split('\n').filter(line => /^(PKCS7|MAC:|Certificate bag|Shrouded)/.test(line));
    expect(parts).toEqual([
      'MAC: sha1, Iteration 2048',
      'PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048',
      'Certificate bag',
      'PKCS7 Data',
      'Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048',
    ]);
  });

  test('opens with Java keytool', ({ skip }) => {
    skip(run('sh', ['-c', 'command -v keytool']) === undefined, 'keytool is not installed');
    withFile(bytes, file => {
      const store = ['-keystore', file, '-storetype', 'PKCS12', '-storepass', Password];
      const listed = run('keytool', ['-list', ...store]);
      expect(listed).toContain('PrivateKeyEntry');
      expect(listed).toContain('Your keystore contains 1 entry');
      const alias = /^(\S+), .*PrivateKeyEntry/m.exec(listed!)?.[1];
      const exported = run('keytool', ['-exportcert', '-rfc', '-alias', alias!, ...store]);
      expect(new X509Certificate(exported!).raw).toEqual(new X509Certificate(PublicKeyData).raw);
      // Java opens the key itself only when it has to move it.
      const copy = ['-destkeystore', `${file}.copy`, '-deststoretype', 'PKCS12', '-deststorepass', Password];
      const source = ['-srckeystore', file, '-srcstoretype', 'PKCS12', '-srcstorepass', Password];
      expect(run('keytool', ['-importkeystore', '-noprompt', ...source, ...copy])).toBeDefined();
      expect(
        run('keytool', ['-list', '-keystore', file, '-storetype', 'PKCS12', '-storepass', 'wrong1']),
      ).toBeUndefined();
    });
  });

  test("opens with Python's cryptography", ({ skip }) => {
    const python = findPython('cryptography') ?? '';
    skip(python === '', "Python's cryptography is not installed");
    const program = `
import sys
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
data = open(sys.argv[1], 'rb').read()
key, certificate, others = pkcs12.load_key_and_certificates(data, sys.argv[2].encode())
assert others == [] and key.key_size == 2048
assert key.public_key() == certificate.public_key()
sys.stdout.write(certificate.public_bytes(Encoding.PEM).decode())`;
    const open = (password: string) => withFile(bytes, file => run(python, ['-c', program, file, password]));
    expect(open(Password)).toBe(PublicKeyData);
    expect(open('wrong')).toBeUndefined();
  });

  test('has a certificate of the documented shape', () => {
    const text = withFile(PublicKeyData, file => run('openssl', ['x509', '-in', file, '-noout', '-text']));
    expect(text).toContain('Version: 3 (0x2)');
    expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption');
    expect(text).toContain('Issuer: O = Key Management Service, OU = Client Keys, CN = file\n');
    expect(text).toContain('Subject: O = Key Management Service, OU = Client Keys, CN = file\n');
    expect(text?.split('X509v3 extensions:')[1]?.split('Signature Algorithm')[0]?.replace(/\s+/g, ' ').trim()).toBe(
      'X509v3 Key Usage: critical Digital Signature',
    );
    const certificate = new X509Certificate(PublicKeyData);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const times = [certificate.validFrom, certificate.validTo].map(time => Date.parse(time));
    expect(times).toEqual([Date.parse(key.NotBefore!), Date.parse(key.NotAfter!)]);
  });

  test('is made with a key and a serial number of its own for each client key', async () => {
    const other = await created('file');
    const one = openKeyFile(key.PrivateKeyData!, Password)!;
    const two = openKeyFile(other.PrivateKeyData!, Password)!;
    expect(one.privateKey.equals(two.privateKey)).toBe(false);
    const serial = (pem: string) => new X509Certificate(pem).serialNumber;
    expect(serial(one.certificates[0]!)).not.toBe(serial(two.certificates[0]!));
  });
});

test('the name of the subject is cut where X.509 has no room for all of it', async () => {
  const AapName = `a@b/c+d=e_${'n'.repeat(182)}`;
  await createAccessPoint(AapName);
  const { ClientKeyId } = await created(AapName);
  const { PublicKeyData } = await kmsOk(server.root, 'GetClientKey', { ClientKeyId });
  const { subject } = new X509Certificate(PublicKeyData as string);
  expect(subject.replaceAll('\\', '').split('\n').at(-1)).toBe(`CN=${AapName.slice(0, 64)}`);
});
